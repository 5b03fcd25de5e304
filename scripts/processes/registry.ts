/**
 * The processes that a data folder's start (or a test run) owns, one small file each. They are written down
 * so that whoever comes after a killed parent can end what it left behind, and nothing else.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isSameProcess, markOf, observeProcess, type ProcessMark } from "./observe";
import { type StopStep, stopProcess } from "./stop";

const FILE_END = ".process.json";

/** Writes down a process that was just started; one that is gone already leaves no file. */
export function recordProcess(folder: string, name: string, pid: number): void {
  const mark = markOf(pid);
  if (!mark) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, name + FILE_END), JSON.stringify(mark), { mode: 0o600 });
}

/** Forgets a process that has ended. */
export function forgetProcess(folder: string, name: string): void {
  rmSync(join(folder, name + FILE_END), { force: true });
}

/** The recorded process of this name if it still runs; a stranger that got its pid does not count. */
export function recordedProcess(folder: string, name: string): ProcessMark | undefined {
  const mark = readMark(join(folder, name + FILE_END));
  return mark && isSameProcess(mark, observeProcess(mark.pid)) ? mark : undefined;
}

/** Ends every recorded process that still runs, with the groups they lead; returns their names. */
export async function stopRecorded(folder: string, steps: readonly StopStep[]): Promise<string[]> {
  const names = recordedNames(folder);
  const stopped = await Promise.all(
    names.map(async (name) => {
      const mark = recordedProcess(folder, name);
      if (mark) await stopProcess(mark.pid, steps, true);
      forgetProcess(folder, name);
      return mark ? [name] : [];
    }),
  );
  return stopped.flat();
}

function recordedNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(FILE_END))
      .map((file) => file.slice(0, -FILE_END.length));
  } catch {
    return [];
  }
}

/** A file that a crash left half written says nothing and is treated as missing. */
function readMark(file: string): ProcessMark | undefined {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, "utf8")) as Partial<ProcessMark>;
    return typeof pid === "number" && typeof startedAt === "string" ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}
