/**
 * The messages of a language: every file `messages/<locale>/<area>.json`, merged under its area's name. Files are
 * read once; while developing, again for each request.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "./locale";

const folder = join(process.cwd(), "messages");
const known = new Map<Locale, AbstractIntlMessages>();

/** The languages there are: the folders under `messages/`. */
export function availableLocales(): Locale[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** All messages of a language, by area. */
export function loadMessages(locale: Locale): AbstractIntlMessages {
  const cached = known.get(locale);
  if (cached && process.env.NODE_ENV !== "development") return cached;
  const messages: AbstractIntlMessages = {};
  for (const file of readdirSync(join(folder, locale))) {
    if (!file.endsWith(".json")) continue;
    messages[file.slice(0, -".json".length)] = JSON.parse(readFileSync(join(folder, locale, file), "utf8"));
  }
  known.set(locale, messages);
  return messages;
}
