"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { readFilters } from "@/components/data-table/filters";
import { revenueShape } from "@/components/record/filters";
import { defineAction } from "@/lib/access/define-action.server";
import { collectRecords } from "@/lib/records/collect-records.server";
import { importPayments, previewPayments } from "@/lib/records/import-payments.server";
import { collectInput, reverseInput } from "@/lib/records/inputs";
import { reverseCollection } from "@/lib/records/reverse-collection.server";

const csvInput = z.object({ csv: z.string().max(1_000_000) });

export const collect = defineAction({
  permission: "records:collect",
  input: collectInput,
  run: async ({ viewer, input, now }) => {
    const { ids, what, query, amount, ...payment } = input;
    const chosen =
      what === "matching"
        ? { kind: what, filters: await readFilters(revenueShape, Object.fromEntries(new URLSearchParams(query))) }
        : { kind: "records" as const, records: ids, amount };
    await collectRecords(viewer, { ...payment, chosen }, now);
    refresh();
  },
});

export const reverse = defineAction({
  permission: "records:collect",
  input: reverseInput,
  run: async ({ viewer, input, now }) => {
    await reverseCollection(viewer, input, now);
    refresh();
  },
});

export const preview = defineAction({
  permission: "records:collect",
  input: csvInput,
  run: ({ input, now }) => previewPayments(input.csv, now),
});

export const importFile = defineAction({
  permission: "records:collect",
  input: csvInput,
  run: ({ viewer, input, now }) => importPayments(viewer, input.csv, now),
});
