import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PublicShell } from "@/components/shell/public-shell";
import { availableLocales } from "@/lib/i18n/load-messages.server";

/** A one-time link is a secret in an address: it is neither indexed nor sent on. */
export const metadata: Metadata = { referrer: "no-referrer", robots: { index: false } };

/** Pages of people who are not signed in. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("common.app");
  return (
    <PublicShell name={t("name")} locales={availableLocales()}>
      {children}
    </PublicShell>
  );
}
