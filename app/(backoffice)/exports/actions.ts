"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { readFilters } from "@/components/data-table/filters";
import { expenseShape, revenueShape } from "@/components/record/filters";
import { defineAction } from "@/lib/access/define-action.server";
import { EXPORT_FORMATS, EXPORT_LISTS } from "@/lib/exports/export-kinds";
import { removeExport } from "@/lib/exports/remove-export.server";
import { startExport } from "@/lib/exports/start-export.server";
import { id } from "@/lib/input/fields";

const asked = z.object({ list: z.enum(EXPORT_LISTS), format: z.enum(EXPORT_FORMATS), query: z.string().max(20_000) });

export const start = defineAction({
  permission: "records:export",
  input: asked,
  run: async ({ viewer, input: { list, format, query }, now }) => {
    const given = Object.fromEntries(new URLSearchParams(query));
    const of =
      list === "revenue"
        ? { list, filters: await readFilters(revenueShape, given) }
        : { list, filters: await readFilters(expenseShape, given) };
    await startExport(viewer, { ...of, format }, now);
    redirect("/exports");
  },
});

export const remove = defineAction({
  permission: "records:export",
  input: z.object({ id }),
  run: async ({ viewer, input }) => {
    await removeExport(viewer, input.id);
    refresh();
  },
});
