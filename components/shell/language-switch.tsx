"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { NativeSelect } from "@/components/ui/native-select";
import { LOCALE_COOKIE, type Locale, languageName } from "@/lib/i18n/locale";

const YEAR_SECONDS = 31_536_000;

/**
 * The language of this browser, kept in a cookie that the server reads. `onChoose` may store it as the user's
 * setting too (a server action).
 */
export function LanguageSwitch({
  locales,
  onChoose,
}: {
  locales: readonly Locale[];
  onChoose?: (locale: Locale) => Promise<unknown>;
}) {
  const t = useTranslations("common.shell");
  const router = useRouter();
  const [pending, start] = useTransition();

  function choose(locale: Locale) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and older Safari
    document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    start(async () => {
      await onChoose?.(locale);
      router.refresh();
    });
  }

  return (
    <NativeSelect
      aria-label={t("language")}
      value={useLocale()}
      disabled={pending}
      onChange={(event) => choose(event.target.value)}
    >
      {locales.map((locale) => (
        <option key={locale} value={locale} lang={locale}>
          {languageName(locale)}
        </option>
      ))}
    </NativeSelect>
  );
}
