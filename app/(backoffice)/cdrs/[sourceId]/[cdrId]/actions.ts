"use server";

import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { type CdrKey, readCdrKey } from "@/lib/cdrs/cdr-key";
import { setPayer as setPayerOf } from "@/lib/cdrs/set-payer.server";
import { sourcePayerOf } from "@/lib/cdrs/source-payer";
import { requiredText } from "@/lib/input/fields";
import type { SourcePayer } from "@/lib/records/payer";

export const setPayer = defineAction({
  permission: "cdrs:release",
  input: z
    .object({
      cdr: z
        .string()
        .transform(readCdrKey)
        .pipe(z.custom<CdrKey>((key) => key !== null)),
      payerKind: z.string(),
      payerCompany: z.string().optional(),
      sameToken: z.string().optional(),
      reason: requiredText(500),
    })
    .transform(({ payerKind: kind, payerCompany: companyId, ...input }) => ({
      ...input,
      payer: sourcePayerOf({ kind, companyId }),
    }))
    .refine(({ payer }) => payer !== null, { path: ["payerCompany"], message: "cdrs.payerUnfit" }),
  run: ({ viewer, input, now }) =>
    setPayerOf(
      viewer,
      { key: input.cdr, sameToken: input.sameToken === "on", payer: input.payer as SourcePayer, reason: input.reason },
      now,
    ),
});
