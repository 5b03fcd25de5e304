"use server";

import { redirect } from "next/navigation";
import { defineAction } from "@/lib/access/define-action.server";
import { createManualExpense } from "@/lib/records/create-manual-expense.server";
import { manualExpenseInput } from "@/lib/records/inputs";

export const create = defineAction({
  permission: "expenses:write",
  input: manualExpenseInput,
  run: async ({ viewer, input, now }) => {
    await createManualExpense(viewer, input, now);
    redirect(`/expenses/${input.partnerId}/${input.id}`);
  },
});
