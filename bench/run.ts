/**
 * `npm run bench [-- NAME …] [--json] [--cdrs N] [--history N]`: measures our work and the floor under it in one run
 * (docs/performance.md). Progress goes to standard error, the figures to standard output.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BENCHES } from "./support/all";
import type { Bench, Reading, Scale } from "./support/bench";
import { openBenchDatabase } from "./support/database";
import { type Figure, figuresOf, tableOf } from "./support/figures";
import type { Answer, Order } from "./support/one";

const USAGE = `Usage: npm run bench -- [${BENCHES.map((bench) => bench.name).join("|")} …] [--json] [--cdrs N] [--history N]`;
const DEFAULTS = { cdrs: "1000000", history: "10000000" };

type Wish = { benches: readonly Bench[]; json: boolean; scale: Scale };

function readArguments(args: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean" }, cdrs: { type: "string" }, history: { type: "string" } },
  });
  const scale = { cdrs: countOf(values.cdrs ?? DEFAULTS.cdrs), history: countOf(values.history ?? DEFAULTS.history) };
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`there is no bench ${unknown.join(", ")}`);
  const benches = BENCHES.filter((bench) => positionals.length === 0 || positionals.includes(bench.name));
  return { benches, json: values.json ?? false, scale };
}

function countOf(text: string): number {
  const count = Number(text.replaceAll(/[_,]/g, ""));
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`"${text}" is not a number of rows`);
  return count;
}

async function measure({ benches, scale }: Wish): Promise<Figure[]> {
  const needsDatabase = benches.some((bench) => bench.needs === "database");
  const database = needsDatabase ? await openBenchDatabase(scale, (line) => console.error(line)) : null;
  try {
    return await measureAll(benches, { scale, databaseUrl: database?.url ?? null });
  } finally {
    await database?.close();
  }
}

async function measureAll(benches: readonly Bench[], context: Order["context"]): Promise<Figure[]> {
  const { scale } = context;
  const figures: Figure[] = [];
  for (const bench of benches) {
    const runs = [];
    for (const size of bench.sizes(scale)) {
      console.error(`${bench.name}, ${size.size.toLocaleString("en")} …`);
      runs.push({ size, readings: await inItsOwnProcess({ name: bench.name, size: size.size, context }) });
    }
    figures.push(...figuresOf(bench.name, runs));
  }
  return figures;
}

function inItsOwnProcess(order: Order): Promise<Reading[]> {
  const child = fork(fileURLToPath(new URL("./support/one.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...(order.context.databaseUrl && { DATABASE_URL: order.context.databaseUrl }) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (answer: Answer) => {
      if ("readings" in answer) resolve(answer.readings);
      else reject(new Error(answer.problem));
    });
    child.once("exit", (code) => reject(new Error(`${order.name} ended with code ${code}`)));
    child.send(order);
  });
}

try {
  const wish = readArguments(process.argv.slice(2));
  const figures = await measure(wish);
  console.log(wish.json ? JSON.stringify(figures, null, 2) : tableOf(figures));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 1;
}
