import { describe, expect, it } from "vitest";
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { sessionRecord } from "@/scripts/testing/books";
import type { ExpenseRecord, RevenueRecord } from "./record";
import { changeExpenses, changeRecords } from "./resettle";

const facts = {
  partnerId: "host",
  organizationId: "tay",
  evseId: "e",
  locationId: "l",
  locationName: "Site",
  ended: "2026-10-05T10:00",
};

let ids = 0;
const october = {
  isIssued: () => true,
  lastIssued: () => "2026-10",
  newId: () => `new ${++ids}`,
  now: 0,
  reason: "other contract",
};

it("[X4, X6] takes a session of an issued month from one contract and gives it to the other, each in full", () => {
  const old = sessionRecord({ ...facts, contractId: "a", parts: { energy: ["10", "7"] } });
  const now = sessionRecord({ ...facts, contractId: "b", parts: { energy: ["10", "8"] } });
  const change = changeRecords([old], [now], october);
  const row = (record: RevenueRecord) =>
    [record.contractId, record.periodMonth, record.originMonth, record.correctsId].concat(
      [record.revenue, record.partnerShare, record.energyKwh].map((each) => formatDecimal(each)),
    );
  // −7.00 for a, 8.00 for b: the month terms of both are computed from what is theirs.
  expect(change.insert.map(row)).toEqual([
    ["a", "2026-11", "2026-10", old.id, "-10.0000", "-7.0000", "-10.0000"],
    ["b", "2026-11", "2026-10", old.id, "10.0000", "8.0000", "10.0000"],
  ]);
});

describe("a further recipient that comes late", () => {
  const before = sessionRecord({ ...facts, parts: { energy: ["10", "7"] } });
  const recipientOf = (owner: RevenueRecord) =>
    sessionRecord({
      ...facts,
      partnerId: "investor",
      parts: { energy: ["0", "1.4"] },
      ownerRecordId: owner.id,
      kwh: "0",
    });

  it("[X4] names the owner's record that is there", () => {
    // 20 % of 7.00: the owner keeps 5.60, so that −1.40 and 1.40 are written.
    const owner = sessionRecord({ ...facts, parts: { energy: ["10", "5.6"] } });
    const { insert } = changeRecords([before], [owner, recipientOf(owner)], october);
    expect(insert.map((row) => [row.partnerId, formatDecimal(row.partnerShare), row.ownerRecordId])).toEqual([
      ["host", "-1.4000", null],
      ["investor", "1.4000", before.id],
    ]);
  });

  it("[X4] with a new owner names that owner's late record", () => {
    const owner = sessionRecord({ ...facts, partnerId: "next", parts: { energy: ["10", "5.6"] } });
    const { insert } = changeRecords([before], [owner, recipientOf(owner)], october);
    const late = insert.find((row) => row.partnerId === "next")!;
    expect(insert.map((row) => [row.partnerId, row.ownerRecordId])).toEqual([
      ["host", null],
      ["next", null],
      ["investor", late.id],
    ]);
  });
});

it("[A14, X6] charges the payer for the difference, without its energy once more", () => {
  const expense = (amount: string) =>
    ({
      ...facts,
      origin: "session",
      originMonth: "2026-10",
      quantity: 25_0000n,
      amount: parseDecimalExact(amount),
    }) as unknown as ExpenseRecord;
  const { insert } = changeExpenses([expense("10")], [expense("12")], october);
  expect(insert.map((row) => [formatDecimal(row.amount), row.quantity])).toEqual([["2.0000", 0n]]);
});
