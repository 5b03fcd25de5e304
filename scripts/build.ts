/** Builds the pages when they are not those of the sources. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { endOfLog } from "./console";
import { openLog } from "./data-folder";

const MARKER = ".next/wattsettle-build";
/** What the pages are made of; tests beside the code are not. */
const SOURCES = ["app", "components", "db", "lib", "messages", "public", "package-lock.json", "tsconfig.json"];
const ROOT_SOURCE = /^(next\.config|postcss\.config|proxy|instrumentation|middleware)\b.*\.(ts|mjs|js)$/;
const NOT_BUILT = /\.test\.tsx?$|^db\/(migrations\/meta|seed)\//;

/** Whether the build in `.next` is the one of the present sources. */
export function isBuilt(): boolean {
  return existsSync(".next/BUILD_ID") && existsSync(MARKER) && readFileSync(MARKER, "utf8") === sourcesHash();
}

/**
 * Runs `next build`, writing its output to a log file.
 * @param onStart gets the pid, so that an interrupted start can end it
 * @throws Error when the build fails
 */
export async function build(
  environment: NodeJS.ProcessEnv,
  log: string,
  onStart: (pid: number) => void,
): Promise<void> {
  const hash = sourcesHash();
  rmSync(MARKER, { force: true });
  const output = openLog(log);
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", output, output],
    detached: true,
  });
  closeSync(output);
  if (child.pid) onStart(child.pid);
  const code = await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
  if (code !== 0) throw new Error(`The pages could not be built; the end of ${log}:\n${endOfLog(log, 40)}`);
  writeFileSync(MARKER, hash);
}

/** One hash over the paths and contents of everything that is built. */
function sourcesHash(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of sourceFiles()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

function sourceFiles(): string[] {
  const rootFiles = readdirSync(".").filter((name) => ROOT_SOURCE.test(name));
  const files = [...SOURCES, ...rootFiles].filter(existsSync).flatMap(filesUnder);
  return files.filter((file) => !NOT_BUILT.test(file)).sort();
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(child) : [child];
  });
}
