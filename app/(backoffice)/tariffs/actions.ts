"use server";

import { refresh } from "next/cache";
import { defineAction } from "@/lib/access/define-action.server";
import { assignTariff } from "@/lib/tariffs/assign-tariff.server";
import { changeTariff } from "@/lib/tariffs/change-tariff.server";
import { createTariff } from "@/lib/tariffs/create-tariff.server";
import { assignTariffInput, newTariffInput, newVersionInput } from "@/lib/tariffs/tariff-input";
import { tryTariff, tryTariffInput } from "@/lib/tariffs/try-tariff";

export const create = defineAction({
  permission: "tariffs:write",
  input: newTariffInput,
  run: ({ viewer, input, now }) => createTariff(viewer, input, now),
});

export const change = defineAction({
  permission: "tariffs:write",
  input: newVersionInput,
  run: ({ viewer, input, now }) => changeTariff(viewer, input, now),
});

export const assign = defineAction({
  permission: "tariffs:write",
  input: assignTariffInput,
  run: async ({ viewer, input, now }) => {
    await assignTariff(viewer, input, now);
    refresh();
  },
});

export const attempt = defineAction({
  permission: "tariffs:read",
  input: tryTariffInput,
  run: async ({ input }) => tryTariff(input),
});
