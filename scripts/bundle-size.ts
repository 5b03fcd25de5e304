/** Fails when the pages' JavaScript outgrows its limits: what every page loads first, and all of it together. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT_FIRST_LOAD_KB = 220;
const LIMIT_ALL_KB = 1_500;

const manifest = JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as { rootMainFiles: string[] };
const chunkFolder = ".next/static/chunks";
const allChunks = readdirSync(chunkFolder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".js"))
  .map((file) => join(chunkFolder, file));

const firstLoad = kilobytes(manifest.rootMainFiles.map((file) => join(".next", file)));
const all = kilobytes(allChunks);
console.log(`first load ${firstLoad} KB of ${LIMIT_FIRST_LOAD_KB}, all pages ${all} KB of ${LIMIT_ALL_KB} (gzip)`);
if (firstLoad > LIMIT_FIRST_LOAD_KB || all > LIMIT_ALL_KB) process.exitCode = 1;

function kilobytes(files: string[]): number {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  return Math.round(bytes / 1024);
}
