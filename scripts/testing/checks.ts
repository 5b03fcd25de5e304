/** The checks of `npm test` that are a single command each: green or not. */
import { spawn } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";

/** One check: a title and what finds the problem, as text; undefined when there is none. */
export type Check = { title: string; findProblem: () => Promise<string | undefined> };

/** A command of a package, run with Node itself, and what it printed. */
export type CommandResult = { exitCode: number; output: string };

/** Runs a Node program to its end and collects what it prints. */
export function runNode(args: string[], environment: NodeJS.ProcessEnv = process.env): Promise<CommandResult> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => done({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

function commandCheck(title: string, ...args: string[]): Check {
  return {
    title,
    findProblem: async () => {
      const { exitCode, output } = await runNode(args);
      return exitCode === 0 ? undefined : output;
    },
  };
}

/** Checks that need neither a database nor a build. */
export const SOURCE_CHECKS: readonly Check[] = [
  { title: "types", findProblem: findTypeErrors },
  commandCheck("lint and format", "node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
  commandCheck("nothing unused", "node_modules/knip/bin/knip.js", "--no-progress"),
  commandCheck("migrations follow one another", "node_modules/drizzle-kit/bin.cjs", "check"),
  { title: "migrations match the schema", findProblem: findMissingMigration },
  commandCheck("feature map", "--import", "tsx", "scripts/features.ts"),
];

/** The types of routes are made from the folders of `app/`, which a fresh clone has not done yet. */
async function findTypeErrors(): Promise<string | undefined> {
  const made = await runNode(["node_modules/next/dist/bin/next", "typegen"]);
  if (made.exitCode !== 0) return made.output;
  return commandCheck(
    "",
    "node_modules/typescript/bin/tsc",
    "--noEmit",
    "--incremental",
    "false",
    "-p",
    ".",
  ).findProblem();
}

/** Checks of what the production build made. */
export const BUILD_CHECKS: readonly Check[] = [
  commandCheck("bundle size", "--import", "tsx", "scripts/bundle-size.ts"),
];

/** Lets drizzle-kit write what is missing, into a copy. */
async function findMissingMigration(): Promise<string | undefined> {
  const copy = ".tmp/migrations";
  rmSync(copy, { recursive: true, force: true });
  cpSync("db/migrations", copy, { recursive: true });
  const before = readdirSync(copy).length;
  const schema = resolve("db/schema/index.ts");
  const { exitCode, output } = await runNode([
    "node_modules/drizzle-kit/bin.cjs",
    "generate",
    "--dialect=postgresql",
    `--schema=${schema}`,
    `--out=${copy}`,
  ]);
  const written = readdirSync(copy).length - before;
  rmSync(copy, { recursive: true, force: true });
  if (exitCode !== 0) return output;
  return written === 0 ? undefined : "db/schema has changes without a migration; run: npx drizzle-kit generate";
}
