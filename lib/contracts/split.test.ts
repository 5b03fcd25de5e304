import { describe, expect, it } from "vitest";
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { examplePrices, exampleRate, exampleSession, half } from "./session-examples";
import { split, splitOwnStation } from "./split";
import { checkWaterfall } from "./waterfall";

const money = (text: string) => parseDecimalExact(text);

const ten = exampleSession({ energy: "10.00" });

describe("split", () => {
  it("[X1] tells the whole way from what the driver paid to what the partner gets", () => {
    const contract = half({
      share: { acBasisPoints: 5000, dcBasisPoints: 7000 },
      connectionFeeExcluded: true,
      paymentFee: { basisPoints: 140 },
      electricity: { rates: [{ from: "2026-01-01", perKwh: "0.182" }], reimbursed: true },
      sessionFee: { ac: "0", dc: "0.25" },
    });
    const session = exampleSession({ energy: "15.00", session: "0.50" }, { energyKwh: "27.41", powerType: "DC" });
    const told = split(session, contract).steps.map(({ key, amount, kind }) => [key, amount, kind]);
    expect(told).toEqual([
      ["driverPaid", "18.6000", "start"],
      ["vat", "-3.1000", "minus"], // 15.50 × 20 %
      ["revenue", "15.5000", "subtotal"],
      ["connectionFee", "-0.5000", "minus"],
      ["paymentFee", "-0.2604", "minus"], // 18.60 × 1.4 %
      ["electricity", "-4.9886", "minus"], // 27.41 × 0.182 = 4.98862
      ["shareable", "9.7510", "subtotal"],
      ["operatorPercentage", "-2.9253", "minus"], // 9.7510 − 9.7510 × 70 % (6.8257)
      ["electricityReimbursed", "4.9886", "plus"],
      ["sessionFee", "-0.2500", "minus"],
      ["partnerGets", "11.5643", "result"],
    ]);
    const [, vat, , , fee, cost, , operator] = split(session, contract).steps;
    expect(vat?.params).toEqual({ vatBasisPoints: 2000 });
    expect(fee?.params).toEqual({ basisPoints: 140, of: "18.6000", fixed: "0.0000" });
    expect(cost?.params).toEqual({ energyKwh: "27.4100", ratePerKwh: "0.182000" });
    expect(operator?.params).toEqual({ basisPoints: 3000, partnerBasisPoints: 7000, powerType: "DC" });
    expect(operator?.rule).toEqual({ contractVersion: 3, term: "share" });
  });

  it("[X4] pays a further recipient out of the owner's percentage share, before reimbursements", () => {
    const recipients = [{ partnerId: "investor", basisPoints: 2000 }];
    const result = split(ten, half({ electricity: exampleRate(), recipients }));
    // (10.00 − 4.00) × 50 % = 3.00; the investor has 20 % of that, the owner the rest.
    expect([result.revenue, result.partnerShare, result.operatorShare]).toEqual(["10.00", "2.40", "7.60"].map(money));
    expect(result.recipients).toMatchObject([
      { partnerId: "investor", partnerShare: money("0.60"), operatorShare: money("-0.60") },
    ]);
    expect(result.operatorTotal).toBe(money("7.00"));
    expect(result.recipients[0]!.steps.map((step) => [step.key, step.amount])).toEqual([
      ["ownerShare", "3.0000"],
      ["ownerKeeps", "-2.4000"],
      ["partnerGets", "0.6000"],
    ]);
  });

  it("[A5] attributes the percentage to the included components pro rata, the remainder to the largest", () => {
    const components = [...examplePrices({ energy: "7.00", session: "1.00" }), ...examplePrices({ time: "2.00" }, 700)];
    const share = { acBasisPoints: 3333, dcBasisPoints: 0 };
    const { components: lines, extras } = split(
      exampleSession([...components, ...examplePrices({ energy: "0.0001" })]),
      half({ share, sessionFee: { ac: "0.30", dc: "0" }, components: ["energy", "time"] }),
    );
    // 9.0001 × 33.33 % = 2.99973333 → 2.9997; time 2.9997 × 2.00 ÷ 9.0001 = 0.66659… → 0.6666; energy has the rest.
    expect(lines.map((line) => [line.component, line.vatBasisPoints, formatDecimal(line.partnerShare)])).toEqual([
      ["energy", 2000, "2.3331"],
      ["session", 2000, "0.0000"],
      ["time", 700, "0.6666"],
    ]);
    expect(extras).toEqual([{ kind: "session_fee", amount: money("-0.30") }]);
  });

  it("[A15] puts electricity tax on the partner's side where the contract says so", () => {
    const result = split(ten, half({ taxReimbursement: { perKwh: "0.0205", side: "expense" } }));
    expect(result.partnerShare).toBe(money("5.00"));
    expect(result.expenses).toEqual([
      { origin: "tax_reimbursement", quantityKwh: money("20"), ratePerKwh: "0.020500", amount: money("0.41") },
    ]);
  });

  it("leaves everything to the operator at its own stations", () => {
    const result = splitOwnStation(ten);
    expect([result.partnerShare, result.operatorShare]).toEqual([0n, money("10.00")]);
    expect(result.steps.at(-1)?.rule.contractVersion).toBeNull();
    expect(checkWaterfall(result.steps)).toBe(0n);
    expect(splitOwnStation(exampleSession({ energy: "-10.00" }, { credit: true })).operatorShare).toBe(money("-10"));
  });
});
