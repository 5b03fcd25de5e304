/**
 * How filters are read from the address, the same on the server and in the chips. Unknown and malformed values are
 * dropped (the filter is then null), so that an old link still opens.
 *
 * A page describes its filters once:
 *   const shape = { q: text, period: month, date: dateRange, partner: ids, currency: manyOf(["EUR", "GBP"]) };
 *   const filters = await readFilters(shape, props.searchParams);   // { q: string | null, period: Month | null, … }
 */
import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  type ParserMap,
  parseAsStringLiteral,
} from "nuqs/server";
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import { isDate, isMonth, isOfOurTime } from "@/lib/calendar/iso";
import type { Query } from "./query";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_SEARCH = 200;

/** Both ends included; an open end is null, never both. In the address: `2026-10-01..2026-10-31`, `2026-10-01..`. */
export type DateRange = { from: IsoDate | null; to: IsoDate | null };

/** Free text, trimmed; empty is null, what is longer than anybody types is cut, and U+0000 no database takes. */
export const text = createParser<string>({
  parse: (value) => value.replaceAll("\0", "").trim().slice(0, LONGEST_SEARCH) || null,
  serialize: (value) => value,
});

/** `YYYY-MM` */
export const month = createParser<Month>({
  parse: (value) => (isMonth(value) && isOfOurTime(value) ? value : null),
  serialize: (value) => value,
});

/** A range of business dates. */
export const dateRange = createParser<DateRange>({ parse: parseDateRange, serialize: serializeDateRange });

/** One id (UUID). */
export const id = createParser<string>({
  parse: (value) => (UUID.test(value) ? value : null),
  serialize: (value) => value,
});

/** Some ids, separated by commas. */
export const ids = createParser<string[]>({
  parse: (value) => someOf(value, (item) => UUID.test(item)),
  serialize: (value) => value.join(","),
});

/** Some currencies (three letters), separated by commas. */
export const currencies = createParser<string[]>({
  parse: (value) => someOf(value, (item) => /^[A-Z]{3}$/.test(item)),
  serialize: (value) => value.join(","),
});

/** One of fixed values. */
export function oneOf<const Value extends string>(values: readonly Value[]) {
  return parseAsStringLiteral(values);
}

/** Some of fixed values, separated by commas. */
export function manyOf<const Value extends string>(values: readonly Value[]) {
  return createParser<Value[]>({
    parse: (value) => someOf(value, (item) => (values as readonly string[]).includes(item)) as Value[] | null,
    serialize: (value) => value.join(","),
  });
}

/** The filters that a page's address asks for, typed by `shape`; null where nothing (valid) is asked. */
export async function readFilters<Shape extends ParserMap>(
  shape: Shape,
  searchParams: Query | Promise<Query>,
): Promise<inferParserType<Shape>> {
  const query = await searchParams;
  const plain = Object.entries(query).map(([key, value]) => [key, typeof value === "string" ? value : value?.[0]]);
  return createLoader(shape)(Object.fromEntries(plain));
}

/** The query of filters as they were read: nothing unknown is in it, and no place in the list. */
export function filterQuery<Shape extends ParserMap>(shape: Shape, filters: inferParserType<Shape>): string {
  return createSerializer(shape)(filters as never).replace(/^\?/, "");
}

/** True when any filter is set: an empty list then means "no match", not "nothing yet". */
export function isFiltered(filters: Readonly<Record<string, unknown>>): boolean {
  return Object.values(filters).some((value) => value !== null && value !== undefined);
}

function parseDateRange(value: string): DateRange | null {
  const [from = "", to = "", ...rest] = value.split("..");
  if (rest.length > 0 || (from === "" && to === "")) return null;
  if (![from, to].every((date) => date === "" || (isDate(date) && isOfOurTime(date)))) return null;
  if (from !== "" && to !== "" && from > to) return null;
  return { from: from || null, to: to || null };
}

function serializeDateRange({ from, to }: DateRange): string {
  return `${from ?? ""}..${to ?? ""}`;
}

function someOf(value: string, isKnown: (item: string) => boolean): string[] | null {
  const known = [...new Set(value.split(",").filter(isKnown))];
  return known.length > 0 ? known : null;
}
