/**
 * `npm run rate -- FILE` (or `-` for standard input): rates JSON entries `{ id, time_zone, tariffs, cdr }` and prints the
 * costs as JSON. Exit 0 when all were rated, 1 when some were not, 2 when the input could not be read.
 */
import { readFileSync } from "node:fs";
import { rateEntries } from "@/lib/rating/rate-file";

const USAGE = "Usage: npm run rate -- FILE   (or - for standard input)";

function readInput(path: string): unknown {
  return JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8"));
}

function main(path: string | undefined): number {
  if (!path) {
    console.error(USAGE);
    return 2;
  }
  let input: unknown;
  try {
    input = readInput(path);
  } catch (error) {
    console.error(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const results = rateEntries(input);
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return results.every((result) => !("error" in result)) ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
