/** The form of a source as text, and the input of `editSource` it stands for. */
import { z } from "zod";
import { payerDefault } from "@/lib/cdrs/csv-mapping";
import { id, optionalPercent, plainText, requiredText, version } from "@/lib/input/fields";
import { parseDecimalExact } from "@/lib/money/amount";
import { PRICING_MODES } from "@/lib/records/source-pricing";

/** Hours of a duration as a person writes them ("24", "0.5"); empty switches the limit off. */
const hours = plainText(10).transform((text, context) => {
  if (text === "") return null;
  const match = /^\d{1,4}(?:[.,]\d{1,3})?$/.exec(text);
  if (match) return Math.round(Number(text.replace(",", ".")) * 3600);
  context.issues.push({ code: "custom", message: "imports.notALimit", input: text });
  return z.NEVER;
});

/** kWh or kW; empty switches the limit off. */
const limit = plainText(13).transform((text, context) => {
  if (text === "") return null;
  const plain = text.replace(",", ".");
  if (/^\d{1,8}(\.\d{1,4})?$/.test(plain)) return plain;
  context.issues.push({ code: "custom", message: "imports.notALimit", input: text });
  return z.NEVER;
});

/** In the currency of whatever is compared; empty compares none. */
const tolerance = plainText(13).transform((text, context) => {
  if (text === "") return null;
  const plain = text.replace(",", ".");
  if (/^\d{1,8}(\.\d{1,4})?$/.test(plain)) return parseDecimalExact(plain);
  context.issues.push({ code: "custom", message: "imports.notATolerance", input: text });
  return z.NEVER;
});

const asked = z.enum(["reject", "hold"]);

export const sourceForm = z
  .object({
    id,
    version,
    name: requiredText(80),
    negativeEnergy: asked,
    unknownEvse: asked,
    creditOriginalUnknown: asked,
    zeroEnergy: z.enum(["note", "hold"]),
    maxDurationSeconds: hours,
    minDurationSeconds: hours,
    maxEnergyKwh: limit,
    minEnergyKwh: limit,
    maxMeanPowerKw: limit,
    pricing: z.enum(PRICING_MODES),
    toleranceAmount: tolerance,
    tolerancePercent: optionalPercent,
    payerKind: z.string(),
    payerCompany: z.string().optional(),
  })
  .transform(({ id, version, name, payerKind, payerCompany, ...form }, context) => {
    const payer = payerDefault.safeParse({ kind: payerKind, companyId: payerCompany });
    if (!payer.success) {
      context.issues.push({
        code: "custom",
        message: "imports.payerCompany",
        input: payerCompany,
        path: ["payerCompany"],
      });
      return z.NEVER;
    }
    const { pricing: mode, toleranceAmount, tolerancePercent: toleranceBasisPoints, ...rules } = form;
    const pricing = { mode, toleranceAmount, toleranceBasisPoints };
    return { id, version, name, rules, pricing, payer: payer.data };
  });
