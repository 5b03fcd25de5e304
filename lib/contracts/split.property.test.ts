import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal, sum } from "@/lib/money/amount";
import { COMPONENTS } from "@/lib/rating/types";
import { PAYERS } from "@/lib/records/payer";
import { negateComponents } from "./priced-base";
import { splitPurchasePrice } from "./purchase-price";
import { exampleSession } from "./session-examples";
import { split } from "./split";
import type { RecipientSplit, Split, SplitSession } from "./split-types";
import { type PurchasePriceTerms, parseTerms, RATE_SCALE, type RevenueShareTerms, serializeTerms } from "./terms";
import { checkWaterfall, type StepKey } from "./waterfall";

const amount = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) }).map((value) => formatDecimal(value));
const rate = fc.bigInt({ min: 0n, max: 900_000n }).map((value) => formatDecimal(value, RATE_SCALE));
const percent = fc.integer({ min: 0, max: 10_000 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);

const terms: fc.Arbitrary<RevenueShareTerms> = fc
  .record({
    kind: fc.constant("revenue_share"),
    share: fc.record({ acBasisPoints: percent, dcBasisPoints: percent }),
    components: fc.subarray([...COMPONENTS], { minLength: 1 }),
    connectionFeeExcluded: fc.boolean(),
    mayBeNegative: fc.boolean(),
    parkingShareBasisPoints: maybe(percent),
    paymentFee: maybe(fc.record({ basisPoints: percent, fixed: amount(9_000) })),
    roamingFee: maybe(fc.record({ basisPoints: percent, fixed: amount(9_000) })),
    electricity: maybe(
      fc.record({
        rates: fc.tuple(fc.record({ from: fc.constantFrom("2026-01-01", "2027-01-01"), perKwh: rate })),
        deducted: fc.boolean(),
        reimbursed: fc.boolean(),
      }),
    ),
    taxReimbursement: maybe(fc.record({ perKwh: rate, side: fc.constantFrom("revenue", "expense") })),
    sessionFee: maybe(fc.record({ ac: amount(9_000), dc: amount(9_000) })),
    energyFee: maybe(fc.record({ acPerKwh: rate, dcPerKwh: rate })),
    handlingFeeBasisPoints: maybe(percent),
    recipients: fc
      .array(fc.integer({ min: 0, max: 3_300 }), { maxLength: 3 })
      .map((parts) => parts.map((basisPoints, index) => ({ partnerId: `further ${index}`, basisPoints }))),
  })
  .map((stored) => parseTerms(stored) as RevenueShareTerms);

const component = fc.record({
  component: fc.constantFrom(...COMPONENTS),
  vatBasisPoints: fc.constantFrom(null, 0, 700, 2000),
  quantity: fc.constant(10_000n),
  amount: fc.bigInt({ min: 0n, max: 2_000_000n }),
  vat: fc.option(fc.bigInt({ min: 0n, max: 400_000n }), { freq: 9 }),
});

const session: fc.Arbitrary<SplitSession> = fc.record({
  components: fc.array(component, { maxLength: 6 }),
  energyKwh: fc.bigInt({ min: 0n, max: 1_000_000n }),
  powerType: fc.constantFrom("AC", "DC"),
  payer: fc.constantFrom(...PAYERS),
  endDate: fc.constant("2026-10-15"),
  credit: fc.constant(false),
  ownUse: fc.boolean(),
});

const bySplit = (check: (result: Split, session: SplitSession, terms: RevenueShareTerms) => void) =>
  fc.assert(
    fc.property(session, terms, (s, t) => check(split(s, { version: 1, terms: t }), s, t)),
    { numRuns: 500 },
  );

function partsOf(share: Pick<RecipientSplit, "components" | "extras">): bigint {
  return sum([...share.components.map((each) => each.partnerShare), ...share.extras.map((each) => each.amount)]);
}

const ORDER: StepKey[] = [
  ...(["driverPaid", "vat", "revenue", "excludedComponent", "connectionFee", "parkingApart"] as const),
  ...(["paymentFee", "roamingFee", "electricity", "shareable", "operatorPercentage", "parkingShare"] as const),
  ...([
    "furtherRecipient",
    "electricityReimbursed",
    "taxReimbursed",
    "sessionFee",
    "energyFee",
    "handlingFee",
  ] as const),
  ...(["floor", "partnerGets"] as const),
];

describe("every split", () => {
  it("[A9, A10] loses nothing: operator and all recipients have the revenue, to the last ten-thousandth", () => {
    bySplit((result) => {
      const further = sum(result.recipients.map((each) => each.partnerShare));
      expect(result.operatorTotal + result.partnerShare + further).toBe(result.revenue);
      expect(result.operatorShare).toBe(result.revenue - result.partnerShare);
      for (const each of result.recipients) expect(each.operatorShare).toBe(-each.partnerShare);
      expect(sum(result.components.map((each) => each.revenue))).toBe(result.revenue);
    });
  });

  it("[A10] says when the operator pays more than it earns, and only then", () => {
    bySplit((result) => {
      expect(result.flags.includes("operatorNegative")).toBe(result.operatorTotal < 0n);
    });
  });

  it("[A10, B25] loses nothing at a purchase price either, however far below it the revenue lies", () => {
    const bought = fc.record({
      source: fc.constantFrom("charge_point_rate" as const, "community_tariff" as const),
      components: fc.array(component, { maxLength: 4 }),
    });
    const contract = { version: 1, terms: parseTerms({ kind: "purchase_price" }) as PurchasePriceTerms };
    fc.assert(
      fc.property(session, bought, percent, (sold, cost, discount) => {
        const result = splitPurchasePrice({ ...sold, ownUse: false }, contract, cost, discount);
        expect(result.operatorTotal + result.partnerShare).toBe(result.revenue);
        expect(partsOf(result)).toBe(result.partnerShare);
        expect(checkWaterfall(result.steps)).toBe(result.partnerShare);
        expect(result.flags.includes("operatorNegative")).toBe(result.revenue < result.partnerShare);
      }),
    );
  });

  it("[A5] attributes every share completely", () => {
    bySplit((result) => {
      expect(partsOf(result)).toBe(result.partnerShare);
      for (const each of result.recipients) expect(partsOf(each)).toBe(each.partnerShare);
    });
  });

  it("[X1] tells a waterfall that adds up to the share, in the documented order", () => {
    bySplit((result) => {
      expect(checkWaterfall(result.steps)).toBe(result.partnerShare);
      for (const each of result.recipients) expect(checkWaterfall(each.steps)).toBe(each.partnerShare);
      const order = result.steps.map((step) => ORDER.indexOf(step.key)).slice(1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(Math.min(...order)).toBeGreaterThanOrEqual(0);
    });
  });

  it("[A5] is floored at zero, and says so, unless the contract allows less", () => {
    bySplit((result, _, { mayBeNegative }) => {
      if (!mayBeNegative) {
        expect(result.partnerShare >= 0n).toBe(true);
        expect(result.recipients.every((each) => each.partnerShare >= 0n)).toBe(true);
      }
      expect(result.flags.includes("floored")).toBe(result.extras.some((extra) => extra.kind === "floor"));
    });
  });

  it("[X6] divides a credit into exactly minus its original", () => {
    bySplit((result, original, t) => {
      const components = negateComponents(original.components);
      const credit = split(
        { ...original, components, energyKwh: -original.energyKwh, credit: true },
        { version: 1, terms: t },
      );
      expect(negated(credit)).toEqual(result);
    });
  });

  it("[A5] is the same after its terms were stored and read again", () => {
    bySplit((result, original, t) => {
      const stored = JSON.parse(JSON.stringify(serializeTerms(t)));
      expect(split(original, { version: 1, terms: parseTerms(stored) as RevenueShareTerms })).toEqual(result);
    });
  });
});

/** Every bigint and every step's amount with the other sign. */
function negated<T>(value: T, key = ""): T {
  if (typeof value === "bigint") return -value as T;
  if (Array.isArray(value)) return value.map((each) => negated(each, key)) as T;
  if (typeof value === "string" && key === "amount") return negatedText(value) as T;
  if (value === null || typeof value !== "object" || key === "params") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, negated(each, name)])) as T;
}

function negatedText(text: string): string {
  if (/^-?0\.0+$/.test(text)) return text;
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

it("a session that is no credit is never turned round", () => {
  const only = { version: 1, terms: parseTerms({ kind: "payment_facilitation" }) as never };
  expect(split(exampleSession({ energy: "-1.00" }), only).flags).toContain("floored");
});
