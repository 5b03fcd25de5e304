"use server";

import { redirect } from "next/navigation";
import { defineAction } from "@/lib/access/define-action.server";
import { clientAddress } from "@/lib/access/session.server";
import { unlockInput } from "@/lib/sharing/inputs";
import { unlockShare } from "@/lib/sharing/open-share.server";
import { keepProof } from "@/lib/sharing/request-share.server";
import { sharePath } from "@/lib/sharing/share";

export const openWithPassword = defineAction({
  publicBecause: "the link and its password are the proof",
  input: unlockInput,
  run: async ({ input, now }) => {
    const unlocked = await unlockShare({ ...input, address: await clientAddress() }, now);
    await keepProof(input.token, unlocked);
    redirect(sharePath(input.token));
  },
});
