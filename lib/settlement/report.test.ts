import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, formatDecimal, parseDecimalExact, roundHalfUpToMinorUnit, sum } from "@/lib/money/amount";
import { LINE_KINDS } from "@/lib/records/line";
import { checkReport } from "./check-report";
import {
  buildReport,
  EXPENSE_ORIGINS,
  type ExpenseRow,
  type PreviousRow,
  type ReportInput,
  type RevenueRow,
} from "./report";

const money = parseDecimalExact;

function row(rest: Partial<RevenueRow> = {}): RevenueRow {
  return {
    siteId: "kingsway",
    siteName: "Kingsway",
    line: "energy",
    vatBasisPoints: 2000,
    basis: "generated",
    records: 3,
    energyKwh: money("60"),
    revenue: money("30.0049"),
    partnerShare: money("21.0051"),
    collectedShare: money("14.0049"),
    ...rest,
  };
}
const previous = (rest: Partial<PreviousRow> = {}): PreviousRow => ({
  ...{ siteId: "kingsway", siteName: "Kingsway", line: "energy", vatBasisPoints: 2000, basis: "collected" },
  ...{ period: "2026-08", records: 2, collectedShare: money("5.0051") },
  ...rest,
});
const expense = (origin: ExpenseRow["origin"], amount: string): ExpenseRow => ({
  origin,
  records: 1,
  amount: money(amount),
  params: { unitPrice: amount },
});
const input = (rest: Partial<ReportInput> = {}): ReportInput => ({
  ...{ month: "2026-10", currency: "GBP", revenue: [row()], previous: [], expenses: [], carriedIn: 0n },
  ...rest,
});

describe("a settlement report", () => {
  it("[A21, A22] adds up rounded lines and says what was rounded", () => {
    const report = buildReport(
      input({
        revenue: [row(), row({ line: "time", revenue: money("1.0050"), partnerShare: money("0.0050") })],
        expenses: [expense("platform_fee", "4.99"), expense("dc_fee", "7.7419"), expense("dc_fee", "0.3226")],
      }),
    );
    const [energy] = report.revenueLines;
    expect([energy!.revenue, energy!.partnerShare].map((each) => formatDecimal(each))).toEqual(["30.0000", "21.0100"]);
    expect(energy!.rounding).toMatchObject({ revenue: money("-0.0049"), partnerShare: money("0.0049") });
    // 30.00 + 1.01; 21.01 + 0.01; 4.99 + 7.74 + 0.32
    expect(report.totals).toMatchObject({
      revenue: money("31.01"),
      partnerShare: money("21.02"),
      operatorShare: money("9.99"),
      expenses: money("13.05"),
      expensesByOrigin: { platform_fee: money("4.99"), dc_fee: money("8.06") },
      payable: money("7.97"),
      carriedOut: 0n,
    });
    checkReport(report);
  });

  it("[A19] owes the generated share or only the collected part, by contract", () => {
    const generated = buildReport(input()).totals;
    const collected = buildReport(input({ revenue: [row({ basis: "collected" })] })).totals;
    expect([generated.payableShare, collected.payableShare]).toEqual(["21.01", "14.00"].map((each) => money(each)));
    for (const totals of [generated, collected]) {
      expect([totals.partnerShare, totals.collected, totals.awaited]).toEqual(
        ["21.01", "14.00", "7.01"].map((each) => money(each)),
      );
    }
  });

  it("[A25] lists what was collected for previous periods, and pays it on basis collected only", () => {
    const rows = [
      previous({ period: "2026-09", basis: "generated", collectedShare: money("9.00") }),
      previous(),
      previous({ period: "2026-08", collectedShare: money("1.0051"), records: 1 }),
    ];
    const report = buildReport(input({ revenue: [], previous: rows }));
    // 5.0051 + 1.0051 = 6.0102 of August on one line; September's 9.00 is information.
    expect(report.previousLines.map((line) => [line.period, line.records, line.collected, line.payable])).toEqual([
      ["2026-08", 3, money("6.01"), money("6.01")],
      ["2026-09", 2, money("9.00"), 0n],
    ]);
    expect(report.totals).toMatchObject({ collectedForPrevious: money("15.01"), payable: money("6.01") });
    expect(report.totals.collected).toBe(0n);
  });

  it("[X7] carries a month that ends below zero into the next one", () => {
    const october = buildReport(input({ expenses: [expense("platform_fee", "49.90")] }));
    expect(october.totals).toMatchObject({ payable: 0n, carriedOut: money("-28.89") }); // 21.01 − 49.90
    const { carriedOut } = october.totals;
    const november = buildReport(input({ month: "2026-11", revenue: [], carriedIn: carriedOut }));
    expect(november.totals).toMatchObject({ payable: 0n, carriedOut: money("-28.89") });
    const december = buildReport(input({ month: "2026-12", revenue: [row(), row()], carriedIn: carriedOut }));
    expect(december.totals).toMatchObject({ payable: money("13.12"), carriedOut: 0n }); // 42.01 − 28.89
    expect(() => buildReport(input({ carriedIn: 1_00n }))).toThrow("carried over");
    expect(() => buildReport(input({ carriedIn: -1n }))).toThrow("carried over");
  });

  it("[A23, A24] has one line per site, component and VAT rate, in a fixed order", () => {
    const rows = [
      row({ siteId: null, siteName: "", line: "guarantee", vatBasisPoints: null }),
      row({ siteId: "b", siteName: "Abbey", line: "session_fee", vatBasisPoints: null }),
      row({ line: "time" }),
      row({ vatBasisPoints: null }),
      row(),
      row({ basis: "collected" }),
      row({ siteId: "b", siteName: "Abbey" }),
    ];
    const lines = buildReport(input({ revenue: rows })).revenueLines;
    expect(lines.map((line) => [line.siteName, line.line, line.vatBasisPoints, line.records])).toEqual([
      ["Abbey", "energy", 2000, 3],
      ["Abbey", "session_fee", null, 3],
      ["Kingsway", "energy", null, 3],
      ["Kingsway", "energy", 2000, 6],
      ["Kingsway", "time", 2000, 3],
      ["", "guarantee", null, 3],
    ]);
    expect(lines[3]!.payable).toBe(money("35.01")); // 21.0051 + 14.0049
  });
});

const figure = fc.bigInt({ min: -9_999_999n, max: 9_999_999n });
const place = {
  siteId: fc.constantFrom("a", "b", null),
  siteName: fc.constant("site"),
  line: fc.constantFrom(...LINE_KINDS),
  vatBasisPoints: fc.constantFrom(null, 0, 2000),
  basis: fc.constantFrom("generated" as const, "collected" as const),
  records: fc.nat(100),
  collectedShare: figure,
};
const reports: fc.Arbitrary<ReportInput> = fc.record({
  month: fc.constant("2026-10"),
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  revenue: fc.array(fc.record({ ...place, energyKwh: figure, revenue: figure, partnerShare: figure })),
  previous: fc.array(fc.record({ ...place, period: fc.constantFrom("2026-08", "2026-09") })),
  expenses: fc.array(
    fc.record({
      origin: fc.constantFrom(...EXPENSE_ORIGINS),
      records: fc.nat(9),
      amount: figure,
      params: fc.constant({}),
    }),
  ),
  carriedIn: fc.bigInt({ min: -500n, max: 0n }).map((units) => units * 10_000n),
});

describe("every settlement report", () => {
  it("[A38] adds up, in every currency", () => {
    fc.assert(fc.property(reports, (drawn) => checkReport(buildReport(drawn))));
  });

  it("[A38] loses nothing: lines less their rounding are the records", () => {
    fc.assert(
      fc.property(reports, (drawn) => {
        const { revenueLines, previousLines, expenseLines } = buildReport(drawn);
        const exact = (lines: { rounding: Record<string, bigint> }[], name: string) =>
          sum(lines.map((line) => (line as unknown as Record<string, bigint>)[name]! - line.rounding[name]!));
        expect(exact(revenueLines, "revenue")).toBe(sum(drawn.revenue.map((each) => each.revenue)));
        expect(exact(revenueLines, "partnerShare")).toBe(sum(drawn.revenue.map((each) => each.partnerShare)));
        expect(exact(revenueLines, "collected")).toBe(sum(drawn.revenue.map((each) => each.collectedShare)));
        expect(exact(previousLines, "collected")).toBe(sum(drawn.previous.map((each) => each.collectedShare)));
        expect(exact(expenseLines, "amount")).toBe(sum(drawn.expenses.map((each) => each.amount)));
        const records = sum([...revenueLines, ...previousLines].map((line) => BigInt(line.records)));
        expect(records).toBe(sum([...drawn.revenue, ...drawn.previous].map((each) => BigInt(each.records))));
      }),
    );
  });

  it("[A38] is the same in whatever order its sums arrive", () => {
    fc.assert(
      fc.property(reports, (drawn) => {
        const turned = { ...drawn, revenue: drawn.revenue.toReversed(), previous: drawn.previous.toReversed() };
        expect(buildReport(turned)).toEqual(buildReport(drawn));
      }),
    );
  });
});

describe("the check of a report", () => {
  const report = buildReport(
    input({ previous: [previous()], expenses: [expense("platform_fee", "4.99")], carriedIn: money("-1") }),
  );
  it.each(Object.keys(report.totals).filter((name) => typeof report.totals[name as "revenue"] === "bigint"))(
    "notices a wrong %s",
    (name) => {
      const totals = { ...report.totals, [name]: report.totals[name as "revenue"] + 1_00n };
      checkReport(report);
      expect(() => checkReport({ ...report, totals })).toThrow();
    },
  );
  it("notices a line that is not rounded, or by too much", () => {
    const [line] = report.revenueLines;
    const unrounded = { ...line!, revenue: line!.revenue + 1n };
    expect(() => checkReport({ ...report, revenueLines: [unrounded] })).toThrow("minor units");
    const wide = { ...line!, rounding: { ...line!.rounding, payable: money("0.01") } };
    expect(() => checkReport({ ...report, revenueLines: [wide] })).toThrow("was rounded by");
    expect(absolute(line!.rounding.payable) < money("0.01")).toBe(true);
    expect(roundHalfUpToMinorUnit(line!.payable, "GBP")).toBe(line!.payable);
  });
});
