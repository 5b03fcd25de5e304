import { describe, expect, it } from "vitest";
import { NO_EVSE, NO_TOKEN } from "./cdr";
import { contentDifferences } from "./content-differences";
import type { StoredCdr } from "./stored-cdr";

const content = {
  cdrId: "1",
  kind: "session",
  startAt: 0,
  endAt: 3_600_000,
  energyKwh: "7.1000",
  evse: { ...NO_EVSE, evseUid: "E1", connectorId: "1" },
  token: { ...NO_TOKEN, uid: "T1" },
  costs: null,
  periods: [],
  tariffs: [],
} as unknown as StoredCdr;

describe("contentDifferences", () => {
  it("names each field that differs, with its place in the content", () => {
    const changed = { ...content, energyKwh: "7.2000", evse: { ...content.evse, connectorId: "2", city: "Dundee" } };
    expect(contentDifferences(content, changed)).toEqual([
      { field: "energyKwh", before: "7.1000", after: "7.2000" },
      { field: "evse.connectorId", before: "1", after: "2" },
      { field: "evse.city", before: null, after: "Dundee" },
    ]);
  });

  it("takes an empty list, null and an absent field for the same", () => {
    const { periods: _, ...without } = content;
    expect(contentDifferences(content, { ...without, remark: null } as StoredCdr)).toEqual([]);
  });

  it("keeps the order of reading, whatever order the database gives", () => {
    const { energyKwh: _, ...rest } = content;
    const shuffled = { energyKwh: "1.0000", ...rest, endAt: 7, startAt: 3 } as StoredCdr;
    expect(contentDifferences(content, shuffled).map((one) => one.field)).toEqual(["startAt", "endAt", "energyKwh"]);
  });

  it("shows what is no text as JSON", () => {
    const periods = [{ startAt: 0, tariffId: null, dimensions: [] }];
    expect(contentDifferences(content, { ...content, periods })).toEqual([
      { field: "periods", before: null, after: JSON.stringify(periods) },
    ]);
  });
});
