"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { id } from "@/lib/input/fields";
import { createToken } from "@/lib/tokens/create-token.server";
import { editToken } from "@/lib/tokens/edit-token.server";
import { importTokens, previewTokens } from "@/lib/tokens/import-tokens.server";
import { tokenFields, tokenInput } from "@/lib/tokens/token-input";

const csvInput = z.object({ csv: z.string().max(1_000_000) });

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

export const preview = defineAction({
  permission: "tokens:write",
  input: csvInput,
  run: ({ input }) => previewTokens(input.csv),
});

export const importFile = defineAction({
  permission: "tokens:write",
  input: csvInput,
  run: ({ viewer, input, now }) => importTokens(viewer, input.csv, now),
});
