"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { changeTerms } from "@/lib/contracts/change-terms.server";
import { contractExtentInput, newContractInput } from "@/lib/contracts/contract-input";
import { createContract } from "@/lib/contracts/create-contract.server";
import { editContract } from "@/lib/contracts/edit-contract.server";
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
    await editContract(viewer, input, now);
    redirect(`/contracts/${input.id}`);
  },
});

export const change = defineAction({
  permission: "contracts:write",
  input: z.preprocess(nested, z.object({ id, validFrom: month, terms: termsForm, reason })),
  run: async ({ viewer, input, now }) => {
    await changeTerms(viewer, input, now);
    redirect(`/contracts/${input.id}`);
  },
});
