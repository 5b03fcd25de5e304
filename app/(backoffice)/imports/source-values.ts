/** The form of a source as text, and the input of `editSource` it stands for. */
import { z } from "zod";
import { payerDefault } from "@/lib/cdrs/csv-mapping";
import { id, plainText, requiredText, version } from "@/lib/input/fields";

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
    payerKind: z.string(),
    payerCompany: z.string().optional(),
  })
  .transform(({ id, version, name, payerKind, payerCompany, ...rules }, context) => {
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
    return { id, version, name, rules, payer: payer.data };
  });
