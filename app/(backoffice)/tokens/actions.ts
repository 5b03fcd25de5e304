"use server";

import { redirect } from "next/navigation";
import { defineAction } from "@/lib/access/define-action.server";
import { id } from "@/lib/input/fields";
import { createToken } from "@/lib/tokens/create-token.server";
import { editToken } from "@/lib/tokens/edit-token.server";
import { tokenFields, tokenInput } from "@/lib/tokens/token-input";

export const create = defineAction({
  permission: "tokens:write",
  input: tokenInput,
  run: async ({ viewer, input, now }) => {
    await createToken(viewer, input, now);
    redirect("/tokens");
  },
});

export const edit = defineAction({
  permission: "tokens:write",
  input: tokenFields.extend({ id }),
  run: async ({ viewer, input, now }) => {
    await editToken(viewer, input, now);
    redirect("/tokens");
  },
});
