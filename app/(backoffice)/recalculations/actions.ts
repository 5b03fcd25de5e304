"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { confirmChange } from "@/lib/changes/confirm-change.server";
import { previewAgain } from "@/lib/changes/plan-change.server";
import { id } from "@/lib/input/fields";

export const confirm = defineAction({
  permission: "changes:confirm",
  input: z.object({ id }),
  run: async ({ viewer, input, now }) => {
    redirect(`/recalculations/${await confirmChange(viewer, input.id, now)}`);
  },
});

export const calculateAgain = defineAction({
  permission: "changes:confirm",
  input: z.object({ id }),
  run: async ({ viewer, input, now }) => {
    redirect(`/recalculations/${await previewAgain(viewer, input.id, now)}`);
  },
});
