"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { createTopUp } from "@/lib/balances/create-top-ups.server";
import { importTopUps, previewTopUps } from "@/lib/balances/import-top-ups.server";
import { markPaidInput, takeBackInput, topUpInput } from "@/lib/balances/inputs";
import { markTopUpPaid, takeTopUpBack } from "@/lib/balances/settle-top-up.server";

const csvInput = z.object({ csv: z.string().max(1_000_000) });

export const create = defineAction({
  permission: "expenses:write",
  input: topUpInput,
  run: async ({ viewer, input, now }) => {
    await createTopUp(viewer, input, now);
    redirect(`/balances/${input.partnerId}/${input.organizationId}`);
  },
});

export const markPaid = defineAction({
  permission: "expenses:write",
  input: markPaidInput,
  run: async ({ viewer, input, now }) => {
    await markTopUpPaid(viewer, input, now);
    refresh();
  },
});

export const takeBack = defineAction({
  permission: "expenses:write",
  input: takeBackInput,
  run: async ({ viewer, input, now }) => {
    await takeTopUpBack(viewer, input, now);
    refresh();
  },
});

export const preview = defineAction({
  permission: "expenses:write",
  input: csvInput,
  run: ({ input, now }) => previewTopUps(input.csv, now),
});

export const importFile = defineAction({
  permission: "expenses:write",
  input: csvInput,
  run: ({ viewer, input, now }) => importTopUps(viewer, input.csv, now),
});
