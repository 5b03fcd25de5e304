"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { findChargePoints as findByText } from "@/db/queries/tariff-choices";
import { defineAction } from "@/lib/access/define-action.server";
import { readAs } from "@/lib/access/read.server";
import { planChange } from "@/lib/changes/plan-change.server";
import { plainText } from "@/lib/input/fields";
import { createTariff } from "@/lib/tariffs/create-tariff.server";
import {
  assignSalesTariffInput,
  assignTariffInput,
  newTariffInput,
  newVersionInput,
  withdrawTariffInput,
} from "@/lib/tariffs/tariff-input";
import { tryTariff, tryTariffInput } from "@/lib/tariffs/try-tariff";

export const create = defineAction({
  permission: "tariffs:write",
  input: newTariffInput,
  run: ({ viewer, input, now }) => createTariff(viewer, input, now),
});

export const change = defineAction({
  permission: "tariffs:write",
  input: newVersionInput,
  run: async ({ viewer, input, now }) => {
    const planned = await planChange(viewer, "tariff_version", input, now);
    if (planned.previewId !== null) redirect(`/recalculations/${planned.previewId}`);
    return planned.result;
  },
});

export const assign = defineAction({
  permission: "tariffs:write",
  input: assignTariffInput,
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "tariff_assignment", input, now);
    if (previewId !== null) redirect(`/recalculations/${previewId}`);
    refresh();
  },
});

export const withdraw = defineAction({
  permission: "tariffs:write",
  input: withdrawTariffInput,
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "tariff_withdrawal", input, now);
    if (previewId !== null) redirect(`/recalculations/${previewId}`);
    refresh();
  },
});

export const assignSales = defineAction({
  permission: "tariffs:write",
  input: assignSalesTariffInput,
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "sales_tariff", input, now);
    if (previewId !== null) redirect(`/recalculations/${previewId}`);
    refresh();
  },
});

export const findChargePoints = defineAction({
  permission: "tariffs:write",
  input: z.object({ search: plainText() }),
  run: ({ viewer, input }) => readAs(viewer, (tx) => findByText(tx, input.search)),
});

export const attempt = defineAction({
  permission: "tariffs:read",
  input: tryTariffInput,
  run: async ({ input }) => tryTariff(input),
});
