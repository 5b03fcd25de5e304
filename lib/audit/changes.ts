/** What an event changed, field by field, in values that JSON can hold. */
import { formatDecimal } from "@/lib/money/amount";

export type ChangeValue = string | number | boolean | null | readonly ChangeValue[] | { [key: string]: ChangeValue };

/** `{ field: [old, new] }` */
export type Changes = Readonly<Record<string, readonly [ChangeValue, ChangeValue]>>;

/**
 * The fields that differ between two states of an object. `old` null is a creation, `next` null a deletion: then
 * only fields that have a value count. A bigint (ten-thousandths) becomes its decimal string.
 */
export function diff<T extends object, K extends keyof T & string>(
  old: T | null,
  next: T | null,
  fields: readonly K[],
): Changes {
  const changes: Record<string, [ChangeValue, ChangeValue]> = {};
  for (const field of fields) {
    const before = changeValue(old?.[field]);
    const after = changeValue(next?.[field]);
    if (JSON.stringify(before) !== JSON.stringify(after)) changes[field] = [before, after];
  }
  return changes;
}

/** @throws TypeError for what a history cannot hold: functions, symbols, bytes. */
function changeValue(value: unknown): ChangeValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return formatDecimal(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(changeValue);
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, changeValue(part)]),
    );
  }
  throw new TypeError(`a history cannot hold ${Object.prototype.toString.call(value)}`);
}
