/** What a bench is: one file `bench/<name>.ts` that measures our work and the floor under it in the same run. */

export type BenchName = "import" | "reimport" | "export" | "lists" | "dashboard" | "close" | "pdf" | "rate";

/** How large the world is: CDRs of one month, on top of a history over a year. */
export type Scale = { cdrs: number; history: number };

/** One size at which a bench runs; `aim` is the largest ratio of ours to floor that is good enough, null where none is set. */
export type Size = { size: number; aim: number | string | null };

/** What one run gives; a bench with several cases gives one reading for each. */
export type Reading = {
  /** Which tariff, page or export; null where there is one case only. */
  case: string | null;
  oursMs: number;
  floorMs: number;
  /** Largest resident memory of the process that did our work, in MB. */
  peakMb: number;
  /** What else the run can tell, in words: sessions per second, bytes. */
  note?: string;
};

/** What a bench may use. */
export type Context = {
  scale: Scale;
  /** Connection string of a migrated database with a world of this scale in it. */
  databaseUrl: string | null;
  log: (line: string) => void;
};

export type Bench = {
  name: BenchName;
  /** Whether it needs the database and its world. */
  needs: "nothing" | "database";
  sizes: (scale: Scale) => readonly Size[];
  run: (context: Context, size: number) => Promise<Reading[]>;
};
