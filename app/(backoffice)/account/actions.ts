"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import {
  changePassword as changeOwn,
  changeProfile,
  signOutMyselfEverywhere,
} from "@/lib/access/change-account.server";
import { defineAction } from "@/lib/access/define-action.server";
import { nameInput, optionalTextInput, passwordInput, sameTwice } from "@/lib/access/inputs";
import { endSession, rememberLocale, startSession } from "@/lib/access/session.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";

const localeInput = z.string().refine((locale) => availableLocales().includes(locale), "invalid");

export const saveProfile = defineAction({
  permission: "account:write",
  input: z.object({ name: nameInput, locale: optionalTextInput.pipe(localeInput.nullable()) }),
  run: async ({ viewer, input, now }) => {
    await changeProfile(viewer, input, now);
    await rememberLocale(input.locale);
    revalidatePath("/", "layout");
  },
});

export const chooseLanguage = defineAction({
  permission: "account:write",
  input: localeInput,
  run: ({ viewer, input, now }) => changeProfile(viewer, { locale: input }, now),
});

export const changePassword = defineAction({
  permission: "account:write",
  input: sameTwice(z.object({ current: passwordInput, password: passwordInput, repeat: z.string() })),
  run: async ({ viewer, input, now }) => {
    await startSession(await changeOwn(viewer, input, now));
  },
});

export const signOutEverywhere = defineAction({
  permission: "account:write",
  input: z.object({}),
  run: async ({ viewer, now }) => {
    await signOutMyselfEverywhere(viewer, now);
    await endSession();
    redirect("/sign-in?notice=signedOut");
  },
});
