import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Cdr } from "./cdr";
import { canonicalContent, contentHash } from "./content";
import { readOcpiCdr } from "./ocpi";

const json = JSON.parse(readFileSync(new URL("./fixtures/cdrs.json", import.meta.url), "utf8")).data[0];

function cdrOf(over: object): Cdr {
  const result = readOcpiCdr({ ...json, ...over });
  if (!("ok" in result)) throw new Error(result.rejected.code);
  return result.ok;
}

describe("contentHash (D20)", () => {
  const original = contentHash(cdrOf({}));

  it.each([
    ["another spelling of a number", { total_energy: "15.34200" }],
    ["another spelling of an instant", { start_date_time: "2025-10-26T02:30:00+02:00" }],
    ["a field that is null instead of absent", { remark: null, tariffs: [] }],
    ["a field that is not mapped", { last_updated: "2026-01-01T00:00:00Z" }],
    ["another id", { id: "S-9" }],
  ])("is the same for %s", (_, over) => {
    expect(contentHash(cdrOf(over))).toBe(original);
  });

  it.each([
    ["energy", { total_energy: 15.3421 }],
    ["end", { end_date_time: "2025-10-26T02:00:01Z" }],
    ["EVSE", { cdr_location: { ...json.cdr_location, evse_uid: "3257" } }],
    ["token", { cdr_token: { ...json.cdr_token, uid: "04A2" } }],
    ["cost", { total_cost: { excl_vat: 4.11, incl_vat: 4.879 } }],
    ["charging periods", { charging_periods: json.charging_periods.slice(1) }],
    ["tariffs", { tariffs: [{ id: "T1" }] }],
    ["kind", { credit: true, credit_reference_id: "S-0" }],
  ])("differs for another %s", (_, over) => {
    expect(contentHash(cdrOf(over))).not.toBe(original);
  });

  it("does not depend on the order of keys, and never confuses texts with structure", () => {
    const tariffs = (tariff: object) => canonicalContent(cdrOf({ tariffs: [tariff] }));
    expect(tariffs({ a: 1, b: { c: "x", d: null } })).toBe(tariffs({ b: { c: "x" }, a: 1 }));
    expect(tariffs({ a: '1,"b":2' })).not.toBe(tariffs({ a: "1", b: 2 }));
    expect(contentHash(cdrOf({}))).toMatch(/^[0-9a-f]{64}$/);
  });
});
