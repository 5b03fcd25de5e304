/** The data folder: what is kept of an installation, readable by its owner only. */
import { existsSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const PRIVATE_FOLDER = 0o700;
const LOG_ROTATES_AT_BYTES = 20 * 1024 * 1024;

/** Creates the data folder, private to its owner; the folders above it get the usual mode. */
export function createDataFolder(dataDir: string): void {
  mkdirSync(dirname(dataDir), { recursive: true });
  if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: PRIVATE_FOLDER });
}

/** Where the start writes down its processes. */
export function processFolder(dataDir: string): string {
  return join(dataDir, "run");
}

/** Path of a log file; a large one is set aside as `<name>.log.1` first. */
export function logFile(dataDir: string, name: string): string {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LOG_ROTATES_AT_BYTES) renameSync(file, `${file}.1`);
  return file;
}

/** Opens a log file for a child to write to; the caller closes it after the start. */
export function openLog(file: string): number {
  return openSync(file, "a", 0o600);
}
