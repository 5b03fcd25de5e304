"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { emailInput, nameInput, optionalTextInput, passwordInput, sameTwice } from "@/lib/access/inputs";
import { localPath } from "@/lib/access/local-path";
import { requestAccessMail } from "@/lib/access/request-access-mail.server";
import { clientAddress, endSession, startSession } from "@/lib/access/session.server";
import { signIn as checkSignIn } from "@/lib/access/sign-in.server";
import { setPasswordByLink, signInByLink } from "@/lib/access/use-access-link.server";
import { homeOf } from "@/lib/access/viewer";

export const signIn = defineAction({
  publicBecause: "it is the sign-in",
  input: z.object({ email: emailInput, password: passwordInput, next: optionalTextInput }),
  run: async ({ input, now }) => {
    const session = await checkSignIn({ ...input, address: await clientAddress(), now });
    await startSession(session);
    redirect((localPath(input.next) ?? homeOf(session.role)) as Route);
  },
});

export const requestPasswordReset = defineAction({
  publicBecause: "who forgot the password cannot sign in",
  input: z.object({ email: emailInput }),
  run: async ({ input, now }) => {
    await requestAccessMail({ kind: "password_reset", email: input.email, address: await clientAddress(), now });
    redirect("/sign-in?notice=mail");
  },
});

export const requestSignInLink = defineAction({
  publicBecause: "it is the sign-in by e-mail",
  input: z.object({ email: emailInput }),
  run: async ({ input, now }) => {
    await requestAccessMail({ kind: "sign_in", email: input.email, address: await clientAddress(), now });
    redirect("/sign-in?notice=mail");
  },
});

export const signInWithLink = defineAction({
  publicBecause: "the one-time link is the proof",
  input: z.object({ token: z.string() }),
  run: async ({ input, now }) => {
    const session = await signInByLink(input.token, now);
    await startSession(session);
    redirect(homeOf(session.role));
  },
});

export const setPasswordWithLink = defineAction({
  publicBecause: "the one-time link is the proof",
  input: sameTwice(
    z.object({
      token: z.string(),
      name: nameInput.optional().transform((name) => name ?? null),
      email: emailInput.optional().transform((email) => email ?? null),
      password: passwordInput,
      repeat: z.string(),
    }),
  ),
  run: async ({ input, now }) => {
    const session = await setPasswordByLink(input, now);
    await startSession(session);
    redirect(homeOf(session.role));
  },
});

export const signOut = defineAction({
  publicBecause: "it only forgets this browser's session",
  input: z.object({}),
  run: async () => {
    await endSession();
    redirect("/sign-in?notice=signedOut");
  },
});
