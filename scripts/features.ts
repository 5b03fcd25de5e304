/**
 * `npm run features`: checks docs/features.md against the pages and the titles of the tests. With `--write` it first
 * fills the column of tests.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { findDisagreements, parseMap, readTitles, routeOf, withTests } from "./testing/feature-map";

const MAP_FILE = "docs/features.md";
const TEST_FOLDERS = ["app", "bench", "components", "db", "e2e", "lib"];

function filesUnder(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
    (file) => `${folder}/${file.replaceAll("\\", "/")}`,
  );
}

const tests = TEST_FOLDERS.flatMap(filesUnder)
  .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
  .sort()
  .map((file) => readTitles(file, readFileSync(file, "utf8")))
  .filter(({ ids }) => ids.length > 0);
if (process.argv.includes("--write")) writeFileSync(MAP_FILE, withTests(readFileSync(MAP_FILE, "utf8"), tests));

const rows = parseMap(readFileSync(MAP_FILE, "utf8"));
const routes = filesUnder("app").flatMap((file) => routeOf(file) ?? []);
const disagreements = findDisagreements(rows, tests, routes);
const proved = new Set(tests.flatMap(({ ids }) => ids));
const all = rows.flatMap(({ ids }) => ids);

for (const disagreement of disagreements) console.error(disagreement);
console.log(`${all.filter((id) => proved.has(id)).length} of ${all.length} features are proved by a test.`);
if (disagreements.length > 0) {
  console.error(`\nThe column of tests is filled by: npm run features -- --write`);
  process.exitCode = 1;
}
