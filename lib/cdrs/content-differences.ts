/** What two contents of one CDR differ in, field by field, for the person who decides about a conflict (D20). */
import type { StoredCdr } from "./stored-cdr";

/** The path of a field (`evse.connectorId`) with its values as text; null where the content has none. */
export type ContentDifference = { field: string; before: string | null; after: string | null };

/** Differing fields in the order of the old content, new ones behind it. Null and absent are the same. */
export function contentDifferences(before: StoredCdr, after: StoredCdr): ContentDifference[] {
  const [old, next] = [flatten(before), flatten(after)];
  const fields = [...new Set([...old.keys(), ...next.keys()])];
  return fields
    .map((field) => ({ field, before: old.get(field) ?? null, after: next.get(field) ?? null }))
    .filter((one) => one.before !== one.after);
}

/** Every filled field of a content by its path; the id is the same on both sides. */
export function flatten(content: StoredCdr): Map<string, string> {
  const { cdrId: _, ...fields } = content;
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    if (isPlainObject(value)) {
      for (const [inner, text] of Object.entries(value)) put(flat, `${name}.${inner}`, text);
    } else {
      put(flat, name, value);
    }
  }
  return flat;
}

function put(flat: Map<string, string>, field: string, value: unknown): void {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return;
  flat.set(field, typeof value === "object" ? JSON.stringify(value) : String(value));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
