"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { sendAgain } from "@/lib/mail/send-again.server";

export const sendMailAgain = defineAction({
  permission: "settings:write",
  input: z.object({ mailId: z.uuid() }),
  run: async ({ viewer, input, now }) => {
    await sendAgain(viewer, input.mailId, now);
    revalidatePath("/settings/outbox");
  },
});
