/** Whether an installation is ready, judged from what could be read. */

/** What was found; `databaseError` is set when the database could not be asked at all. */
export type HealthFindings =
  | { databaseError: string }
  | {
      /** Creation times of migrations: those of the code and those the database has. */
      migrationsInCode: readonly number[];
      migrationsApplied: readonly number[];
      workerSeenSecondsAgo: number | undefined;
    };

/** The body of `GET /api/health`. Each part is "ok" or the reason why not. */
export type Health = { ready: boolean; database: string; migrations: string; worker: string };

const WORKER_FRESH_SECONDS = 30;
const UNKNOWN = "unknown: the database cannot be reached";

/** Judges the findings; ready means that every part is. */
export function judgeHealth(findings: HealthFindings): Health {
  if ("databaseError" in findings) {
    return { ready: false, database: findings.databaseError, migrations: UNKNOWN, worker: UNKNOWN };
  }
  const migrations = judgeMigrations(findings.migrationsInCode, findings.migrationsApplied);
  const worker = judgeWorker(findings.workerSeenSecondsAgo);
  return { ready: migrations === "ok" && worker === "ok", database: "ok", migrations, worker };
}

function judgeMigrations(inCode: readonly number[], applied: readonly number[]): string {
  const missing = inCode.filter((made) => !applied.includes(made)).length;
  if (missing > 0) return `${missing} of ${inCode.length} not applied`;
  const unknown = applied.filter((made) => !inCode.includes(made)).length;
  return unknown > 0 ? `the database has ${unknown} that this version does not know` : "ok";
}

function judgeWorker(seenSecondsAgo: number | undefined): string {
  if (seenSecondsAgo === undefined) return "none has started";
  if (seenSecondsAgo < WORKER_FRESH_SECONDS) return "ok";
  return `last seen ${Math.floor(seenSecondsAgo)} seconds ago`;
}
