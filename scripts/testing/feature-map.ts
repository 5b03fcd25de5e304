/**
 * The map of docs/features.md: each row names one or more features, the pages where they are used and the tests that
 * prove them. A test proves a feature by its id in square brackets at the start of its title.
 */

/** One row of the map. Pages are routes, tests are files. */
export type FeatureRow = { ids: string[]; what: string; pages: string[]; tests: string[] };

/** Which features the titles of one test file name; `titles` holds those that break the rule of three. */
export type TestFile = { file: string; ids: string[]; overloadedTitles: string[] };

const MOST_IDS_IN_A_TITLE = 3;
const FEATURE_ID = /^[ABHX]\d+$/;

/** Ids of a cell like `A6–A8, A10`. */
export function parseIds(cell: string): string[] {
  return cell.split(",").flatMap((part) => {
    const [first = "", last = first] = part.trim().split("–");
    if (!FEATURE_ID.test(first) || !FEATURE_ID.test(last)) return [];
    const letter = first.charAt(0);
    const [from, until] = [Number(first.slice(1)), Number(last.slice(1))];
    return Array.from({ length: until - from + 1 }, (_, index) => `${letter}${from + index}`);
  });
}

/** The rows of the map's tables: `| ids | what | pages | tests |`, pages and tests as `code`. */
export function parseMap(markdown: string): FeatureRow[] {
  return markdown
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => cells.length >= 6 && parseIds(cells[1] ?? "").length > 0)
    .map(([, ids = "", what = "", pages = "", tests = ""]) => ({
      ids: parseIds(ids),
      what,
      pages: codesOf(pages),
      tests: codesOf(tests),
    }));
}

function codesOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

/** Reads the titles of one test file: strings that begin with `[A25]` or `[A25, A26]`. */
export function readTitles(file: string, source: string): TestFile {
  const titles = [...source.matchAll(/["'`]\[([ABHX]\d+(?:, ?[ABHX]\d+)*)\][^"'`\n]*/g)];
  const idsOf = (match: RegExpMatchArray) => (match[1] ?? "").split(/, ?/);
  return {
    file,
    ids: [...new Set(titles.flatMap(idsOf))],
    overloadedTitles: titles
      .filter((match) => idsOf(match).length > MOST_IDS_IN_A_TITLE)
      .map((match) => match[0].slice(1)),
  };
}

/** Where the map and the project disagree, in words. */
export function findDisagreements(
  rows: readonly FeatureRow[],
  files: readonly TestFile[],
  routes: readonly string[],
): string[] {
  const known = new Set(rows.flatMap((row) => row.ids));
  const inTests = files.flatMap(({ file, ids, overloadedTitles }) => [
    ...ids.filter((id) => !known.has(id)).map((id) => `${file} proves ${id}, which is in no row`),
    ...overloadedTitles.map((title) => `${file} has a title with more than ${MOST_IDS_IN_A_TITLE} features: ${title}`),
  ]);
  return [...inTests, ...rows.flatMap((row) => disagreementsOf(row, files, routes))];
}

function disagreementsOf(row: FeatureRow, files: readonly TestFile[], routes: readonly string[]): string[] {
  const name = row.ids.length > 1 ? `${row.ids[0]}–${row.ids.at(-1)}` : String(row.ids[0]);
  const proving = files.filter((file) => file.ids.some((id) => row.ids.includes(id))).map((file) => file.file);
  const isDone = row.pages.length > 0;
  const unproved = row.ids.filter(
    (id) => !files.some((file) => row.tests.includes(file.file) && file.ids.includes(id)),
  );
  return [
    ...row.pages
      .filter((page) => !routes.includes(page))
      .map((page) => `${name} names the page ${page}, which does not exist`),
    ...row.tests
      .filter((test) => !proving.includes(test))
      .map((test) => `${name} names the test ${test}, which does not prove it`),
    ...proving
      .filter((test) => !row.tests.includes(test))
      .map((test) => `${name} is proved by ${test}, which its row does not name`),
    ...(isDone ? unproved.map((id) => `${name} has a page, but no test of its row proves ${id}`) : []),
  ];
}

/** The map with the tests that the titles name in the last cell of each row; everything else stays as it is. */
export function withTests(markdown: string, files: readonly TestFile[]): string {
  return markdown
    .split("\n")
    .map((line) => {
      const cells = line.split("|");
      const ids = parseIds((cells[1] ?? "").trim());
      if (cells.length < 6 || ids.length === 0) return line;
      const proving = files.filter((file) => file.ids.some((id) => ids.includes(id)));
      cells[4] = ` ${proving.map(({ file }) => `\`${file}\``).join(", ")} `.replace(/^ {2}$/, " ");
      return cells.join("|");
    })
    .join("\n");
}

/** The route that a file of `app/` serves; undefined when it serves none. */
export function routeOf(file: string): string | undefined {
  const match = /^app\/(.*\/)?(?:page\.tsx|route\.ts)$/.exec(file);
  if (!match) return undefined;
  const segments = (match[1] ?? "").split("/").filter((segment) => segment && !/^\(.*\)$/.test(segment));
  return `/${segments.join("/")}`;
}
