/** The catalogues of all languages hold the same messages with the same placeholders, and every one can be read. */
import { readFileSync } from "node:fs";
import compile from "icu-minify/compile";
import formatCompiled from "icu-minify/format";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { statuses } from "@/components/figures/status";
import { availableLocales, compileMessages, loadMessages } from "./load-messages.server";
import { DEFAULT_LOCALE } from "./locale";

/** Every message by its full key. */
function flatten(messages: object, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (typeof value === "string") flat.set(path, value);
    else for (const [inner, text] of flatten(value as object, path)) flat.set(inner, text);
  }
  return flat;
}

type CompiledMessage = Parameters<typeof formatCompiled>[0];

/** What the second place of a parsed placeholder says; anything else there is the content of a tag. */
const KINDS: Record<number, string> = { 1: "select", 2: "plural", 3: "ordinal", 4: "number", 5: "date", 6: "time" };

/** The names that a message takes, with what they are: `{count, plural, …}` → "count plural", `<b>…</b>` → "b tag". */
function placeholders(text: string): string[] {
  return [...new Set(collect(compile(text)))].sort();
}

function collect(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part: unknown): string[] => {
    if (!Array.isArray(part)) return [];
    const [name, kind, options] = part;
    if (kind === undefined) return [`${name} value`];
    const known = typeof kind === "number" ? KINDS[kind] : undefined;
    if (known === undefined) return [`${name} tag`, ...collect(part.slice(1))];
    const choices = typeof options === "object" && options !== null ? Object.values(options) : [];
    return [`${name} ${known}`, ...choices.flatMap(collect)];
  });
}

/** A value for each placeholder: texts for names and choices, two for numbers, the start of time for dates. */
function valuesFor(text: string): Record<string, string | number | Date | ((inner: string) => string)> {
  const values = placeholders(text).map((each) => {
    const [name = "", type] = each.split(" ");
    if (type === "tag") return [name, (inner: unknown) => String(inner)];
    return [name, type === "date" || type === "time" ? new Date(0) : type === "value" || type === "select" ? "x" : 2];
  });
  return Object.fromEntries(values);
}

/** The message as it is written for some values; throws when its syntax is wrong or a value is missing. */
function write(locale: string, key: string, text: string): string {
  const translate = createTranslator<Record<string, string>>({
    locale,
    messages: { text },
    timeZone: "UTC",
    onError: (error) => {
      throw new Error(`${locale} ${key}: ${error.message}`);
    },
  });
  return translate.markup("text", valuesFor(text) as never);
}

/** Every compiled message by its full key: a text, or an array of parts. */
function flattenCompiled(messages: object, prefix = ""): Map<string, CompiledMessage> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) => {
      const path = prefix === "" ? key : `${prefix}.${key}`;
      const isTree = typeof value === "object" && !Array.isArray(value);
      return isTree ? [...flattenCompiled(value, path)] : [[path, value as CompiledMessage] as const];
    }),
  );
}

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

const original = flatten(loadMessages(DEFAULT_LOCALE));
const others = availableLocales().filter((locale) => locale !== DEFAULT_LOCALE);

describe("messages", () => {
  it("[X17] exist in English and German", () => {
    expect(availableLocales()).toEqual(expect.arrayContaining(["de", "en"]));
    expect(original.size).toBeGreaterThan(150);
  });

  it.each(others)("[X17] %s has the keys of English, no fewer and no more", (locale) => {
    const translated = [...flatten(loadMessages(locale)).keys()];
    expect(translated.sort()).toEqual([...original.keys()].sort());
  });

  it.each(others)("[X17] %s takes the placeholders of English", (locale) => {
    const translated = flatten(loadMessages(locale));
    for (const [key, text] of original) {
      expect({ key, takes: placeholders(translated.get(key) ?? "") }).toEqual({ key, takes: placeholders(text) });
    }
  });

  it.each(availableLocales())("%s can be written", (locale) => {
    for (const [key, text] of flatten(loadMessages(locale))) expect(() => write(locale, key, text)).not.toThrow();
  });

  it.each(availableLocales())("%s reads the same in the browser, where the parser is missing", (locale) => {
    const formats = { formatters, locale, timeZone: "UTC" };
    const compiled = flattenCompiled(compileMessages(loadMessages(locale)));
    for (const [key, text] of flatten(loadMessages(locale))) {
      const parts = formatCompiled(compiled.get(key) ?? "", locale, valuesFor(text) as never, formats as never);
      expect({ key, text: [parts].flat().join("") }).toEqual({ key, text: write(locale, key, text) });
    }
  });

  it("have an area in the types for each file", () => {
    const types = readFileSync(new URL("./messages.ts", import.meta.url), "utf8");
    const listed = [...types.matchAll(/^ {2}"?([\w-]+)"?: typeof/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual(Object.keys(loadMessages(DEFAULT_LOCALE)).sort());
  });

  it("have a word for every state", () => {
    const states = Object.entries(statuses).flatMap(([kind, looks]) => {
      return Object.keys(looks).map((state) => `common.status.${kind}.${state}`);
    });
    const words = [...original.keys()].filter((key) => key.startsWith("common.status."));
    expect(words.sort()).toEqual(states.sort());
  });
});
