/** What a batch of an import amounts to: its counts, and the entries of the list of rows (D20). */
import type { Classified } from "./classify";
import type { RowFinding } from "./findings";

/** A row that could not be read at all. */
export type Unreadable = { row: number; line: number; raw: string | null; finding: RowFinding };

export type BatchCounts = {
  rows: number;
  rejected: number;
  known: number;
  conflicting: number;
  onHold: number;
  imported: number;
  zeroEnergy: number;
  nonRated: number;
};

export type ListedRow = {
  row: number;
  n: number;
  lastRow: number;
  line: number;
  lastLine: number;
  outcome: "rejected" | "known" | "conflicting" | "on_hold" | "imported";
  code: string;
  field: string | null;
  value: string | null;
  params: Record<string, string | number>;
  cdrId: string | null;
  raw: string | null;
};

const COUNT_OF = {
  rejected: "rejected",
  known: "known",
  conflicting: "conflicting",
  held: "onHold",
  imported: "imported",
} as const;

/** Counts every row once; `nonRatedIds` are the imported CDRs without a price. */
export function countBatch(
  classified: readonly Classified[],
  unreadable: readonly Unreadable[],
  nonRatedIds: ReadonlySet<string>,
): BatchCounts {
  const counts: BatchCounts = {
    rows: classified.length + unreadable.length,
    rejected: unreadable.length,
    known: 0,
    conflicting: 0,
    onHold: 0,
    imported: 0,
    zeroEnergy: 0,
    nonRated: 0,
  };
  for (const row of classified) {
    counts[COUNT_OF[row.outcome]] += 1;
    if (row.outcome !== "imported") continue;
    if (row.findings.some((one) => one.code === "zero_energy")) counts.zeroEnergy += 1;
    if (nonRatedIds.has(row.cdr.cdrId)) counts.nonRated += 1;
  }
  return counts;
}

/** Every row that was not simply imported, and every note; known rows that follow each other are one entry. */
export function listBatch(classified: readonly Classified[], unreadable: readonly Unreadable[]): ListedRow[] {
  const entries: ListedRow[] = unreadable.map((row) => ({
    ...entry(row, "rejected", row.finding, 0),
    raw: row.raw,
  }));
  let run: ListedRow | null = null;
  for (const row of classified) {
    if (row.outcome === "known") {
      if (run && run.lastRow === row.row - 1) {
        run.lastRow = row.row;
        run.lastLine = row.line;
      } else {
        run = { ...plain(row, "known", "already_known"), cdrId: row.cdr.cdrId };
        entries.push(run);
      }
      continue;
    }
    entries.push(...entriesOf(row));
  }
  return entries;
}

function entriesOf(row: Classified): ListedRow[] {
  const outcome = row.outcome === "held" ? "on_hold" : row.outcome;
  const about = { cdrId: row.cdr.cdrId, raw: row.raw };
  if (row.outcome === "conflicting") return [{ ...plain(row, outcome, "other_content"), ...about }];
  return row.findings.map((finding, n) => ({ ...entry(row, outcome, finding, n), ...about }));
}

type Place = { row: number; line: number };

function entry(place: Place, outcome: ListedRow["outcome"], finding: RowFinding, n: number): ListedRow {
  const field = finding.column ?? finding.field;
  return { ...plain(place, outcome, finding.code), n, field, value: finding.value, params: { ...finding.params } };
}

function plain({ row, line }: Place, outcome: ListedRow["outcome"], code: string): ListedRow {
  return {
    row,
    n: 0,
    lastRow: row,
    line,
    lastLine: line,
    outcome,
    code,
    field: null,
    value: null,
    params: {},
    cdrId: null,
    raw: null,
  };
}
