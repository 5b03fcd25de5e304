/**
 * The messages of a language: every file `messages/<locale>/<area>.json`, merged under its area's name. Files are
 * read once; while developing, again for each request.
 *
 * Next bundles the small formatter that takes parsed messages (an alias in next.config.ts), so that browsers need no
 * ICU parser; there the messages are parsed here. The worker and the tests use the usual formatter on plain text.
 * `NEXT_RUNTIME` is written by the bundler and so tells exactly which of the two is beside us.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import compile from "icu-minify/compile";
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
  const usable = process.env.NEXT_RUNTIME === undefined ? messages : compileMessages(messages);
  known.set(locale, usable);
  return usable;
}

/** The same tree with every text parsed, as plain JSON: React sends only objects with the usual prototype. */
export function compileMessages(messages: AbstractIntlMessages): AbstractIntlMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === "string" ? JSON.parse(JSON.stringify(compile(value))) : compileMessages(value),
    ]),
  );
}
