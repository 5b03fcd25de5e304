/**
 * Languages. A locale is the name of a folder under `messages/`; which exist is found out in one place
 * (`load-messages.server.ts`), so a language is added by adding its folder.
 */

/** A folder name under `messages/`: `en`, `de`. */
export type Locale = string;

/** The language of last resort, and the one that the types of the message keys come from. */
export const DEFAULT_LOCALE: Locale = "en";

/** The cookie that carries a person's choice; sign-in writes the user's setting into it. */
export const LOCALE_COOKIE = "locale";

/** English here is written the European way: 31 Oct 2026, 15:34. */
const FORMAT_LOCALES: Readonly<Record<Locale, string>> = { en: "en-GB", de: "de-DE" };

/** The BCP 47 tag by which numbers and dates of a language are written. */
export function formatLocale(locale: Locale): string {
  return FORMAT_LOCALES[locale] ?? locale;
}

/** The language's own name, capitalised: English, Deutsch. */
export function languageName(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/**
 * The language to answer in: the person's choice, else the first of `Accept-Language` by weight that exists (by
 * full tag, then by language alone), else the default.
 */
export function negotiateLocale(
  available: readonly Locale[],
  wish: { chosen?: string | undefined; acceptLanguage?: string | null | undefined },
): Locale {
  if (wish.chosen !== undefined && available.includes(wish.chosen)) return wish.chosen;
  for (const tag of tagsByWeight(wish.acceptLanguage ?? "")) {
    const hit = available.find((locale) => locale.toLowerCase() === tag);
    const language = hit ?? available.find((locale) => locale.toLowerCase() === tag.split("-")[0]);
    if (language !== undefined) return language;
  }
  return DEFAULT_LOCALE;
}

/** The tags of an `Accept-Language` header (RFC 9110 section 12.5.4), best first, without those refused by `q=0`. */
function tagsByWeight(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
