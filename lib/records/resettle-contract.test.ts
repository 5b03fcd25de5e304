import { expect, it } from "vitest";
import { formatDecimal } from "@/lib/money/amount";
import { sessionRecord } from "@/scripts/testing/books";
import type { RevenueRecord } from "./record";
import { changeRecords } from "./resettle";

const facts = {
  partnerId: "host",
  organizationId: "tay",
  evseId: "e",
  locationId: "l",
  locationName: "Site",
  ended: "2026-10-05T10:00",
};

it("[X4, X6] takes a session of an issued month from one contract and gives it to the other, each in full", () => {
  const old = sessionRecord({ ...facts, contractId: "a", parts: { energy: ["10", "7"] } });
  const now = sessionRecord({ ...facts, contractId: "b", parts: { energy: ["10", "8"] } });
  const change = changeRecords([old], [now], {
    isIssued: () => true,
    lastIssued: () => "2026-10",
    newId: () => "new",
    now: 0,
    reason: "other contract",
  });
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
