import { describe, expect, it } from "vitest";
import { findDisagreements, parseIds, parseMap, readTitles, routeOf, withTests } from "./feature-map";

const MAP =
  "| id | what | pages | tests |\n|---|---|---|---|\n| A6–A7 | particulars | `/records` | `e2e/a.spec.ts` |\n| A9, A10 | revenue | | |";

describe("parseIds", () => {
  it.each([
    ["A6–A8", ["A6", "A7", "A8"]],
    ["A9, A10", ["A9", "A10"]],
    ["B39–B40, B45", ["B39", "B40", "B45"]],
    ["id", []],
    ["---", []],
  ])("reads %s", (cell, ids) => {
    expect(parseIds(cell)).toEqual(ids);
  });
});

it("parses the rows of a map", () => {
  expect(parseMap(MAP)).toEqual([
    { ids: ["A6", "A7"], what: "particulars", pages: ["/records"], tests: ["e2e/a.spec.ts"] },
    { ids: ["A9", "A10"], what: "revenue", pages: [], tests: [] },
  ]);
});

it("reads ids from the beginning of titles only, and notices more than three", () => {
  const source = 'test("[A6, A7] shows", …); it("not [A8]", …); test("[A1, A2, A3, A4] all", …)';
  const { ids, overloadedTitles } = readTitles("e2e/a.spec.ts", source);
  expect(ids).toEqual(["A6", "A7", "A1", "A2", "A3", "A4"]);
  expect(overloadedTitles).toEqual(["[A1, A2, A3, A4] all"]);
});

describe("findDisagreements", () => {
  const proof = { file: "e2e/a.spec.ts", ids: ["A6", "A7"], overloadedTitles: [] };

  it("is content when every page exists and every row with a page is proved", () => {
    expect(findDisagreements(parseMap(MAP), [proof], ["/records"])).toEqual([]);
  });

  it.each([
    ["a page that is not there", [proof], [], /page \/records, which does not exist/],
    ["a feature of a finished row that nothing proves", [{ ...proof, ids: ["A6"] }], ["/records"], /proves A7/],
    ["a test that proves nothing of its row", [], ["/records"], /names the test e2e\/a\.spec\.ts/],
    [
      "a proof that the map misses",
      [proof, { ...proof, file: "b.test.ts", ids: ["A9"] }],
      ["/records"],
      /proved by b\.test\.ts/,
    ],
    [
      "an unknown feature",
      [proof, { ...proof, file: "b.test.ts", ids: ["A99"] }],
      ["/records"],
      /A99, which is in no row/,
    ],
  ])("finds %s", (_, files, routes, problem) => {
    expect(findDisagreements(parseMap(MAP), files, routes).join("\n")).toMatch(problem);
  });
});

it("writes the tests into the map and leaves the rest alone", () => {
  const written = withTests(MAP, [{ file: "b.test.ts", ids: ["A10"], overloadedTitles: [] }]);
  expect(written).toContain("| A9, A10 | revenue | | `b.test.ts` |");
  expect(written).toContain("| A6–A7 | particulars | `/records` | |");
  expect(withTests(written, [])).toContain("| A9, A10 | revenue | | |");
});

it("knows the route of a page behind groups, and that layouts have none", () => {
  expect(routeOf("app/(backoffice)/records/[id]/page.tsx")).toBe("/records/[id]");
  expect(routeOf("app/page.tsx")).toBe("/");
  expect(routeOf("app/api/health/route.ts")).toBe("/api/health");
  expect(routeOf("app/(backoffice)/layout.tsx")).toBeUndefined();
});
