import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { WaterfallBuilder } from "@/lib/contracts/waterfall";
import { loadMessages } from "./load-messages.server";
import type { Messages } from "./messages";
import { type TranslateWaterfall, tellWaterfall } from "./tell-waterfall";

function readerOf(locale: string) {
  const messages = loadMessages(locale) as unknown as Messages;
  const translate = createTranslator<Messages, "waterfall">({ locale, messages, namespace: "waterfall" });
  return { translate: translate as unknown as TranslateWaterfall, locale, currency: "EUR", partner: "Kingsway" };
}

const steps = new WaterfallBuilder(3)
  .start("driverPaid", 186_000n)
  .minus("vat", 31_000n, { vatBasisPoints: 2000 }, null)
  .subtotal("revenue")
  .minus("paymentFee", 5_000n, { basisPoints: 140, of: "18.6000", fixed: "0.2500" }, "paymentFee")
  .minus("roamingFee", 1_000n, { basisPoints: 140, of: "18.6000", fixed: "0.0000" }, "roamingFee")
  .minus("electricity", 49_886n, { energyKwh: "27.4100", ratePerKwh: "0.182000" }, "electricity")
  .minus("excludedComponent", 1_000n, { component: "parking" }, "components")
  .result("partnerGets").steps;

/** Labels and rules, with plain spaces. */
function told(locale: string): string[] {
  return tellWaterfall(steps, readerOf(locale)).map(({ label, rule }) =>
    `${label} | ${rule}`.replaceAll("\u00a0", " "),
  );
}

describe("tellWaterfall", () => {
  it("[X1] tells each step with its figures and the contract version that made it", () => {
    expect(told("en")).toEqual([
      "Driver paid | including VAT",
      "VAT 20 % | to the tax office",
      "Revenue | without VAT",
      "Payment fee | 1.4 % of 18.60 EUR plus 0.25 EUR · contract version 3",
      "Roaming fee | 1.4 % of 18.60 EUR · contract version 3",
      "Electricity | 27.41 kWh × 0.182 · contract version 3",
      "Parking | not part of what is shared · contract version 3",
      "Kingsway gets | ",
    ]);
  });

  it("[X1] [X17] tells it in German", () => {
    expect(told("de").slice(3, 5)).toEqual([
      "Zahlungsgebühr | 1,4 % von 18,60 EUR zuzüglich 0,25 EUR · Vertragsversion 3",
      "Roaminggebühr | 1,4 % von 18,60 EUR · Vertragsversion 3",
    ]);
  });

  it("names VAT without a rate, and gives every step a key of its own", () => {
    const twice = new WaterfallBuilder(null)
      .start("driverPaid", 2n)
      .minus("vat", 1n, {}, null)
      .minus("vat", 1n, {}, null);
    const lines = tellWaterfall(twice.result("partnerGets").steps, readerOf("en"));
    expect(lines[1]?.label).toBe("VAT");
    expect(new Set(lines.map((line) => line.key)).size).toBe(4);
  });
});
