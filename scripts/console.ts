/** What a person sees while a command works: one line per step, with its time. */
import { readFileSync } from "node:fs";

/** Shows a step while it runs and how long it took; `note` tells what came of it. */
export async function step<T>(title: string, run: () => Promise<T>, note?: (result: T) => string): Promise<T> {
  const startedAt = performance.now();
  process.stdout.write(`  ${title} … `);
  try {
    const result = await run();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${note ? `${note(result)}, ` : ""}${seconds} s\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}

/** The last lines of a log file, for a message about whoever wrote it. */
export function endOfLog(file: string, lines = 15): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
