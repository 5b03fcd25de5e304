import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ContractExtent,
  type ContractScope,
  contractFor,
  intersectingContract,
  intersects,
  type SessionPlace,
  versionIn,
} from "./scope";

const siteOf = (evseId: string) => ({ e1: "north", e2: "north", e3: "south" })[evseId] ?? null;
const base: ContractExtent = {
  id: "a",
  partnerId: "kingsway",
  organizationId: "uk",
  currency: "GBP",
  startsIn: "2026-01",
  endsIn: "2026-06",
  scope: { kind: "all_sites" },
};
const session: SessionPlace = {
  partnerId: "kingsway",
  organizationId: "uk",
  currency: "GBP",
  siteId: "north",
  evseId: "e1",
  originMonth: "2026-03",
};
const sites = (...siteIds: string[]): ContractScope => ({ kind: "chosen_sites", siteIds });
const evses = (...evseIds: string[]): ContractScope => ({ kind: "chosen_evses", evseIds });

describe("scopes", () => {
  it.each([
    ["another partner", { partnerId: "other" }, false],
    ["another organization", { organizationId: "de" }, false],
    ["another currency", { currency: "EUR" }, false],
    ["the month after", { startsIn: "2026-07", endsIn: null }, false],
    ["the month before", { startsIn: "2025-01", endsIn: "2025-12" }, false],
    ["the last month", { startsIn: "2026-06", endsIn: null }, true],
    ["the first month", { startsIn: "2025-01", endsIn: "2026-01" }, true],
  ])("[A5] %s", (_, changed, expected) => {
    const other = { ...base, id: "b", ...changed };
    expect(intersects(base, other, siteOf)).toBe(expected);
    expect(intersects(other, base, siteOf)).toBe(expected);
    expect(intersectingContract(base, [base, other], siteOf)).toBe(expected ? other : null);
  });

  it.each([
    [sites("north"), sites("south"), false],
    [sites("north", "south"), sites("south"), true],
    [sites("north"), evses("e2"), true],
    [sites("north"), evses("e3"), false],
    [evses("e1"), evses("e2"), false],
    [evses("e1", "e2"), evses("e2"), true],
    [evses("e1"), { kind: "all_sites" } as const, true],
    [sites("north"), evses("unknown"), false],
  ])("[A5] %o and %o: %s", (one, two, expected) => {
    const [a, b] = [
      { ...base, scope: one },
      { ...base, id: "b", scope: two },
    ];
    expect(intersects(a, b, siteOf)).toBe(expected);
    expect(intersects(b, a, siteOf)).toBe(expected);
  });

  it("finds one contract for every session when none intersect", () => {
    const scope = fc.oneof(
      fc.constant<ContractScope>({ kind: "all_sites" }),
      fc.subarray(["north", "south"], { minLength: 1 }).map((ids) => sites(...ids)),
      fc.subarray(["e1", "e2", "e3"], { minLength: 1 }).map((ids) => evses(...ids)),
    );
    const contract = fc.record({
      scope,
      startsIn: fc.constantFrom("2026-01", "2026-03"),
      endsIn: fc.constantFrom("2026-02", "2026-03", null),
    });
    fc.assert(
      fc.property(fc.array(contract, { maxLength: 4 }), fc.constantFrom("e1", "e2", "e3"), (drawn, evseId) => {
        const kept: ContractExtent[] = [];
        for (const [index, each] of drawn.entries()) {
          const next = { ...base, ...each, id: String(index) };
          if (!intersectingContract(next, kept, siteOf)) kept.push(next);
        }
        expect(() => contractFor({ ...session, evseId, siteId: siteOf(evseId)! }, kept)).not.toThrow();
      }),
    );
  });
});

describe("the contract of a session", () => {
  it("[A5] is the one that covers its place in its month", () => {
    const north = { ...base, id: "north", scope: sites("north") };
    const south = { ...base, id: "south", scope: evses("e3") };
    expect(contractFor(session, [south, north])?.id).toBe("north");
    expect(contractFor({ ...session, siteId: "south", evseId: "e3" }, [north, south])?.id).toBe("south");
    expect(contractFor({ ...session, originMonth: "2026-07" }, [north, south])).toBeNull();
    expect(contractFor({ ...session, partnerId: "other" }, [north, south])).toBeNull();
    expect(() => contractFor(session, [base, north])).toThrow("a and north");
  });

  it("[A5] holds in the version with the latest start", () => {
    const versions = [
      { version: 2, validFrom: "2026-04" },
      { version: 1, validFrom: "2026-01" },
      { version: 3, validFrom: "2026-03" },
    ];
    expect(["2025-12", "2026-02", "2026-03", "2026-04"].map((month) => versionIn(versions, month)?.version)).toEqual([
      undefined,
      1,
      3,
      2,
    ]);
  });
});
