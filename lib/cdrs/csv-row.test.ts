import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal } from "../money/amount";
import { bindMapping, type ColumnMapping, columnMapping, columnNames } from "./csv-mapping";
import { readCsvRow } from "./csv-row";

const MAPPING: ColumnMapping = {
  delimiter: ",",
  quote: '"',
  encoding: "utf-8",
  headerLine: 1,
  columns: { cdrId: "id", startAt: "start", endAt: "end", energy: "kwh", evseUid: "evse", connectorId: "plug" },
  constants: {},
  decimal: ".",
  dateFormat: "dmy",
  timeZone: "Europe/Berlin",
  energyUnit: "kWh",
  durationUnit: "minutes",
  payerDefault: { kind: "unknown" },
};
const COLUMNS = ["id", "start", "end", "kwh", "evse", "plug", "extra"];
const ROW = ["77", "01.06.2025 10:00", "01.06.2025 11:30", "22.287", "E1", "2", "x"];

/** Reads a row that differs from ROW in the given columns, by a mapping that differs from MAPPING in the given parts. */
function read(over: Record<string, string> = {}, parts: Partial<ColumnMapping> = {}) {
  const bound = bindMapping({ ...MAPPING, ...parts }, COLUMNS);
  if (!("ok" in bound)) throw new Error(JSON.stringify(bound.gaps));
  return readCsvRow(
    bound.ok,
    COLUMNS.map((name, index) => over[name] ?? ROW[index]!),
  );
}
function cdrOf(...args: Parameters<typeof read>) {
  const result = read(...args);
  if (!("ok" in result)) throw new Error(JSON.stringify(result.rejected));
  return result.ok;
}
const extra = (field: string) => ({ columns: { ...MAPPING.columns, [field]: "extra" } });

describe("readCsvRow", () => {
  it("[A8] reads identity, EVSE, connector, times and energy", () => {
    expect(cdrOf()).toMatchObject({
      cdrId: "77",
      kind: "session",
      startAt: Date.parse("2025-06-01T08:00:00Z"),
      endAt: Date.parse("2025-06-01T09:30:00Z"),
      energyKwh: 222_870n,
      evse: { evseUid: "E1", connectorId: "2", locationName: null },
      currency: null,
      totalCost: null,
    });
  });

  it.each([
    [{ id: "" }, "missing", "cdrId", "id"],
    [{ start: " " }, "missing", "startAt", "start"],
    [{ end: "" }, "no_end", "endAt", "end"],
    [{ end: "31.06.2025 11:30" }, "not_a_date_time", "endAt", "end"],
    [{ start: "30.03.2025 02:30" }, "skipped_hour", "startAt", "start"],
    [{ start: "01.06.1925 10:00" }, "out_of_range", "startAt", "start"],
    [{ kwh: "" }, "missing", "energy", "kwh"],
    [{ kwh: "22,28,7" }, "not_a_number", "energy", "kwh"],
    [{ kwh: "123456789012" }, "out_of_range", "energy", "kwh"],
    [{ evse: "E".repeat(501) }, "too_long", "evseUid", "evse"],
    [{ evse: "E\0" }, "not_a_text", "evseUid", "evse"],
  ] as const)("[H6] rejects %j: %s, and names field, column and value", (over, code, field, column) => {
    const result = read(over);
    expect(result).toMatchObject({ rejected: { code, severity: "reject", field, column } });
    if ("rejected" in result) expect(result.rejected.value).toBe(Object.values(over)[0]!.slice(0, 200));
  });

  it.each([
    ["currency", "eur", { currency: "EUR" }],
    ["currency", "euro", "not_a_currency"],
    ["paidOnSpot", "Ja", { paidOnSpot: true }],
    ["paidOnSpot", "0", { paidOnSpot: false }],
    ["paidOnSpot", "maybe", "not_yes_or_no"],
    ["totalCost", "3.5", { totalCost: 35_000n }],
    ["totalCost", "-", { totalCost: null }],
    ["totalCost", "free", "not_a_number"],
    ["parkingTime", "1:30", { parkingTimeSeconds: 5400 }],
    ["parkingTime", "7.5", { parkingTimeSeconds: 450 }],
    ["parkingTime", "long", "not_a_number"],
    ["creditReferenceId", "76", { kind: "credit", creditReferenceId: "76" }],
    ["remark", '="00123"', { remark: "00123" }],
    ["remark", "'00123", { remark: "00123" }],
  ] as const)("reads the column %s with %j", (field, value, expected) => {
    if (typeof expected === "string")
      expect(read({ extra: value }, extra(field))).toMatchObject({ rejected: { code: expected } });
    else expect(cdrOf({ extra: value }, extra(field))).toMatchObject(expected);
  });

  it("converts Wh, and believes a unit behind the number more than the mapping", () => {
    expect(cdrOf({ kwh: "22287" }, { energyUnit: "Wh" }).energyKwh).toBe(222_870n);
    expect(cdrOf({ kwh: "22.287 kWh" }, { energyUnit: "Wh" }).energyKwh).toBe(222_870n);
    expect(cdrOf({ kwh: "22287 Wh" }).energyKwh).toBe(222_870n);
  });

  it("takes the end from the duration when no end is mapped", () => {
    const columns = { ...MAPPING.columns, endAt: undefined, duration: "extra" };
    const bound = bindMapping(
      columnMapping.parse({ ...MAPPING, columns: JSON.parse(JSON.stringify(columns)) }),
      COLUMNS,
    );
    const result = "ok" in bound ? readCsvRow(bound.ok, [...ROW.slice(0, 6), "90"]) : bound;
    expect(result).toMatchObject({ ok: { endAt: Date.parse("2025-06-01T09:30:00Z") } });
  });

  it("fills in constants where the cell is empty or no column is mapped", () => {
    const constants = { currency: "GBP", remark: "none" };
    expect(cdrOf({ extra: "" }, { ...extra("remark"), constants })).toMatchObject({ currency: "GBP", remark: "none" });
    expect(cdrOf({ extra: "seen" }, { ...extra("remark"), constants }).remark).toBe("seen");
  });

  it("notes a time that the clocks showed twice", () => {
    const result = read({ start: "26.10.2025 02:40", end: "26.10.2025 02:10" });
    expect("ok" in result && result.notes).toMatchObject([
      {
        code: "repeated_hour",
        field: "startAt",
        column: "start",
        params: { occurrence: "first", at: "2025-10-26T00:40:00.000Z" },
      },
      {
        code: "repeated_hour",
        field: "endAt",
        column: "end",
        params: { occurrence: "second", at: "2025-10-26T01:10:00.000Z" },
      },
    ]);
  });

  it("makes the id of EVSE, connector and start when no column gives one (D20)", () => {
    const { cdrId: _, ...columns } = MAPPING.columns;
    expect(cdrOf({ evse: "DE*A:1" }, { columns }).cdrId).toBe("DE*A%3A1:2:2025-06-01T08:00:00.000Z");
    const credit = cdrOf({ extra: "9" }, { columns: { ...columns, creditReferenceId: "extra" } });
    expect(credit.cdrId).toBe("E1:2:2025-06-01T08:00:00.000Z:credit");
  });

  it("reads back any session that was written with the mapping's signs", () => {
    const minute = 60_000;
    const start = fc.integer({ min: 27_000_000, max: 31_000_000 });
    const energy = fc.bigInt({ min: 0n, max: 10n ** 9n });
    fc.assert(
      fc.property(start, fc.nat(1440), energy, fc.constantFrom(".", ","), (at, minutes, energyKwh, decimal) => {
        const clock = (time: number) => new Date(time).toISOString().slice(0, 16).replace("T", " ");
        const over = {
          start: clock(at * minute),
          end: clock((at + minutes) * minute),
          kwh: formatDecimal(energyKwh).replace(".", decimal),
        };
        const cdr = cdrOf(over, { timeZone: "UTC", decimal: decimal as "." | "," });
        expect([cdr.startAt, cdr.endAt, cdr.energyKwh]).toEqual([at * minute, (at + minutes) * minute, energyKwh]);
      }),
    );
  });
});

describe("bindMapping", () => {
  it("names columns that have no name or one that was there before", () => {
    expect(columnNames(["a", " ", "a", ""])).toEqual(["a", "#2", "a#3", "#4"]);
  });

  it("reads a file that lacks a describing column, wherever the others stand", () => {
    const bound = bindMapping({ ...MAPPING, ...extra("remark") }, [...COLUMNS].reverse().slice(1));
    expect(bound).toMatchObject({ ok: { absent: ["extra"], index: { cdrId: 5, startAt: 4 } } });
  });

  it("does not read a file that lacks the id, which would make other CDRs of its rows", () => {
    expect(bindMapping(MAPPING, COLUMNS.slice(1))).toEqual({
      gaps: [{ code: "column_not_in_file", fields: ["cdrId"], column: "id" }],
    });
  });

  it("names what a mapping still needs", () => {
    const columns = { startDate: "start" };
    expect(bindMapping({ ...MAPPING, columns }, COLUMNS)).toEqual({
      gaps: [
        { code: "field_not_mapped", fields: ["endAt", "endDate", "duration"] },
        { code: "field_not_mapped", fields: ["energy"] },
        { code: "field_not_mapped", fields: ["evseUid", "evseId"] },
        { code: "field_not_mapped", fields: ["startTime"] },
      ],
    });
  });
});

describe("columnMapping", () => {
  it("keeps what it is given and refuses unknown fields, zones and payers", () => {
    expect(columnMapping.parse(MAPPING)).toEqual(MAPPING);
    expect(columnMapping.safeParse({ ...MAPPING, columns: { owner: "x" } }).success).toBe(false);
    expect(columnMapping.safeParse({ ...MAPPING, timeZone: "Europe/Nowhere" }).success).toBe(false);
    expect(columnMapping.safeParse({ ...MAPPING, payerDefault: { kind: "internal" } }).success).toBe(false);
  });
});
