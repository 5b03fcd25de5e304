/**
 * `npm test [-- checks|unit|db|browser|start [pattern]]`: everything that has to be green before a change lands, or
 * one part of it. Nothing stops half-way: every part runs, and the last line counts what passed and failed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { build, isBuilt } from "./build";
import { BUILD_CHECKS, type Check, SOURCE_CHECKS } from "./testing/checks";
import { type Count, countPlaywright, countVitest, total, withExitCode } from "./testing/results";
import { openTestServer } from "./testing/test-server";

const RESULTS = ".tmp/results";
const PARTS = ["checks", "unit", "db", "browser", "start"] as const;
type Part = (typeof PARTS)[number];

const running = new Set<ChildProcess>();
let interrupted = false;

async function main(): Promise<void> {
  const [wanted, ...patterns] = process.argv.slice(2);
  if (wanted !== undefined && !isPart(wanted)) {
    console.error(`There is no part "${wanted}"; the parts are ${PARTS.join(", ")}.`);
    process.exit(2);
  }
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const server = await openTestServer();
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_SERVER_FOLDER = server.folder;
  const counts: Count[] = [];
  try {
    for (const part of wanted ? [wanted] : PARTS) {
      if (!interrupted) counts.push(await runPart(part, patterns));
    }
  } finally {
    await server.close();
  }
  const { passed, failed } = total(counts);
  if (interrupted) console.log("\nInterrupted.");
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 || interrupted ? 1 : 0;
}

function isPart(name: string): name is Part {
  return (PARTS as readonly string[]).includes(name);
}

async function runPart(part: Part, patterns: string[]): Promise<Count> {
  console.log(`\n── ${part}`);
  if (part === "checks") return runChecks(SOURCE_CHECKS);
  if (part === "unit" || part === "db") return runVitest(part, patterns);
  const built = await runChecks([{ title: "production build", findProblem: findBuildProblem }]);
  if (built.failed > 0) return built;
  if (part === "start") return total([built, await runVitest(part, patterns)]);
  return total([built, await runChecks(BUILD_CHECKS), await runPlaywright(patterns)]);
}

async function runChecks(checks: readonly Check[]): Promise<Count> {
  const counts: Count[] = [];
  for (const { title, findProblem } of checks) {
    const startedAt = performance.now();
    const problem = await findProblem().catch((error: Error) => error.message);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${problem === undefined ? "✓" : "✗"} ${title} (${seconds} s)`);
    if (problem !== undefined) console.log(problem.replace(/^/gm, "    "));
    counts.push(problem === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }
  return total(counts);
}

async function findBuildProblem(): Promise<string | undefined> {
  if (isBuilt()) return undefined;
  const log = ".tmp/build.log";
  rmSync(log, { force: true });
  const environment = { ...process.env, DATABASE_URL: process.env.TEST_SERVER_URL };
  return build(environment, log, () => undefined).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

async function runVitest(project: Part, patterns: string[]): Promise<Count> {
  const file = `${RESULTS}/${project}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const exitCode = await run([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    project,
    ...reporters,
    ...patterns,
  ]);
  return withExitCode(readReport(file, countVitest), exitCode);
}

async function runPlaywright(patterns: string[]): Promise<Count> {
  const exitCode = await run(["node_modules/@playwright/test/cli.js", "test", ...patterns]);
  return withExitCode(readReport(`${RESULTS}/browser.json`, countPlaywright), exitCode);
}

/** A report that was not written means that the runner itself broke, which its exit code tells. */
function readReport<Report>(file: string, count: (report: Report) => Count): Count {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")) as Report);
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function run(args: string[]): Promise<number> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    running.add(child);
    child.once("error", reject);
    child.once("exit", (code) => {
      running.delete(child);
      done(code ?? 1);
    });
  });
}

/** Ctrl-C reaches the runners by itself; a signal to us alone is passed on. They clean up, then so do we. */
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
    if (signal === "SIGTERM") for (const child of running) child.kill(signal);
  });
}

await main();
