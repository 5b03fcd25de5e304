/** Column types that carry the product's exact values: no float and no `Date` crosses this border. */
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, check, customType, text, uuid } from "drizzle-orm/pg-core";
import type { Instant, Month } from "@/lib/calendar/calendar";
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";

/** `numeric(19,4)` ↔ ten-thousandths of the currency unit. */
export const amount = customType<{ data: bigint; driverData: string }>({
  dataType: () => "numeric(19,4)",
  fromDriver: (value) => parseDecimalExact(value),
  toDriver: (value) => formatDecimal(value),
});

/** `numeric(14,4)` ↔ ten-thousandths of a kilowatt-hour, or of another quantity. */
export const quantity = customType<{ data: bigint; driverData: string }>({
  dataType: () => "numeric(14,4)",
  fromDriver: (value) => parseDecimalExact(value),
  toDriver: (value) => formatDecimal(value),
});

/** `timestamptz` ↔ epoch milliseconds. */
export const instant = customType<{ data: Instant; driverData: string | Date }>({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: (value) => instantFromDriver(value),
  toDriver: (value) => new Date(value).toISOString(),
});

/** The driver gives `2018-05-31 22:59:59.5+00` (or a Date, outside Drizzle). */
export function instantFromDriver(value: string | Date): Instant {
  if (value instanceof Date) return value.getTime();
  return Date.parse(value.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
}

/** `date`, always the first of the month ↔ `YYYY-MM`. */
export const month = customType<{ data: Month; driverData: string }>({
  dataType: () => "date",
  fromDriver: (value) => value.slice(0, 7),
  toDriver: (value) => `${value}-01`,
});

/** `bytea` ↔ Buffer. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A half-open range of days, `[from, until)` with an open end: `daterange`. */
export const dayRange = customType<{ data: DayRange; driverData: string }>({
  dataType: () => "daterange",
  fromDriver: (value) => {
    const match = /^\[([\d-]*),([\d-]*)\)$/.exec(value);
    if (!match?.[1]) throw new Error(`unexpected daterange ${value}`);
    return { from: match[1], until: match[2] || null };
  },
  toDriver: (value) => `[${value.from},${value.until ?? ""})`,
});

/** From the first day, up to but without `until`; null: open. */
export type DayRange = { from: string; until: string | null };

/** A UUIDv7 made in the app. */
export const id = () => uuid("id").notNull();

/** A text column that holds one of a closed list; pair it with `oneOf` in the table's constraints. */
export const choice = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  text(name, { enum: values as unknown as [T[number], ...T[number][]] });

/** The CHECK behind a `choice` column. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  const list: SQL = sql.raw(values.map((value) => `'${value}'`).join(", "));
  return check(name, sql`${column} in (${list})`);
}

/** The CHECK that a month column holds a first of the month. */
export function isFirstOfMonth(name: string, column: AnyPgColumn) {
  return check(name, sql`extract(day from ${column}) = 1`);
}
