import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Messages } from "@/lib/i18n/messages";

/**
 * Gives the client components inside the messages of `areas` (and always `common`). Server components have all
 * messages anyway; what is not named here never reaches the browser.
 */
export async function ClientMessages({
  areas = [],
  children,
}: {
  areas?: readonly (keyof Messages)[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const wanted = new Set<string>(["common", ...areas]);
  const messages = Object.fromEntries(Object.entries(all).filter(([area]) => wanted.has(area)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
