"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { planChange } from "@/lib/changes/plan-change.server";
import { contractExtentInput, newContractInput } from "@/lib/contracts/contract-input";
import { createContract } from "@/lib/contracts/create-contract.server";
import { simulatedMonths } from "@/lib/contracts/simulation-input";
import { simulateNewContract, simulateOtherMonths, simulateTerms } from "@/lib/contracts/start-simulation.server";
import { termsForm } from "@/lib/contracts/terms-form";
import { id, month, optionalText, version } from "@/lib/input/fields";
import { nested } from "@/lib/input/nested";

const reason = optionalText(500);

export const create = defineAction({
  permission: "contracts:write",
  input: z.preprocess(nested, newContractInput.safeExtend({ terms: termsForm, reason })),
  run: async ({ viewer, input, now }) => redirect(`/contracts/${await createContract(viewer, input, now)}`),
});

export const edit = defineAction({
  permission: "contracts:write",
  input: contractExtentInput.safeExtend({ id, version, reason }),
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "contract_extent", input, now);
    redirect(previewId === null ? `/contracts/${input.id}` : `/recalculations/${previewId}`);
  },
});

export const change = defineAction({
  permission: "contracts:write",
  input: z.preprocess(nested, z.object({ id, validFrom: month, terms: termsForm, reason })),
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "contract_terms", input, now);
    redirect(previewId === null ? `/contracts/${input.id}` : `/recalculations/${previewId}`);
  },
});

export const simulateChange = defineAction({
  permission: "contracts:write",
  input: z.preprocess(nested, z.object({ id, terms: termsForm, months: simulatedMonths.optional() })),
  run: async ({ viewer, input, now }) => {
    redirect(`/contracts/simulations/${await simulateTerms(viewer, input, now)}`);
  },
});

export const simulateNew = defineAction({
  permission: "contracts:write",
  input: z.preprocess(nested, newContractInput.safeExtend({ terms: termsForm })),
  run: async ({ viewer, input, now }) => {
    redirect(`/contracts/simulations/${await simulateNewContract(viewer, input, now)}`);
  },
});

export const simulateMonths = defineAction({
  permission: "contracts:write",
  input: z.preprocess(nested, z.object({ id, months: simulatedMonths })),
  run: async ({ viewer, input, now }) => {
    redirect(`/contracts/simulations/${await simulateOtherMonths(viewer, input, now)}`);
  },
});
