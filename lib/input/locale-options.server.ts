import { availableLocales } from "@/lib/i18n/load-messages.server";
import { languageName } from "@/lib/i18n/locale";

/** The languages a document or an organization can have, by their own names. */
export function localeOptions(): { value: string; label: string }[] {
  return availableLocales().map((locale) => ({ value: locale, label: languageName(locale) }));
}
