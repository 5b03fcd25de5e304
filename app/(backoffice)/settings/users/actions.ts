"use server";

import { revalidatePath } from "next/cache";
import {
  changeUser as changeOne,
  disableUser as disableOne,
  enableUser as enableOne,
  sendPasswordReset as resetOne,
  signOutEverywhere as signOutOne,
} from "@/lib/access/change-user.server";
import { defineAction } from "@/lib/access/define-action.server";
import { invitationInput, userChangeInput, userIdInput } from "@/lib/access/inputs";
import { inviteAgain as inviteOnceMore, inviteUser as inviteOne } from "@/lib/access/invite-user.server";

export const inviteUser = defineAction({
  permission: "users:write",
  input: invitationInput,
  run: async ({ viewer, input, now }) => {
    const { link } = await inviteOne(viewer, input, now);
    revalidatePath("/settings/users");
    return { link };
  },
});

export const inviteAgain = defineAction({
  permission: "users:write",
  input: userIdInput,
  run: async ({ viewer, input, now }) => {
    await inviteOnceMore(viewer, input.userId, now);
  },
});

export const changeUser = defineAction({
  permission: "users:write",
  input: userChangeInput,
  run: async ({ viewer, input, now }) => {
    await changeOne(viewer, input, now);
    revalidatePath("/settings/users");
  },
});

export const disableUser = defineAction({
  permission: "users:write",
  input: userIdInput,
  run: async ({ viewer, input, now }) => {
    await disableOne(viewer, input.userId, now);
    revalidatePath("/settings/users");
  },
});

export const enableUser = defineAction({
  permission: "users:write",
  input: userIdInput,
  run: async ({ viewer, input, now }) => {
    await enableOne(viewer, input.userId, now);
    revalidatePath("/settings/users");
  },
});

export const signOutEverywhere = defineAction({
  permission: "users:write",
  input: userIdInput,
  run: ({ viewer, input, now }) => signOutOne(viewer, input.userId, now),
});

export const sendPasswordReset = defineAction({
  permission: "users:write",
  input: userIdInput,
  run: ({ viewer, input, now }) => resetOne(viewer, input.userId, now),
});
