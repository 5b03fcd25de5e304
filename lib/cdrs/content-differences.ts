/** What two contents of one CDR differ in, field by field, for the person who decides about a conflict (D20). */
import { type Cdr, NO_EVSE, NO_TOKEN } from "./cdr";
import type { StoredCdr } from "./stored-cdr";

/** The order in which a person reads a content; the database keeps none. The id is the same on both sides. */
const ORDER = [
  "kind",
  "creditReferenceId",
  "startAt",
  "endAt",
  "energyKwh",
  "chargingTimeSeconds",
  "parkingTimeSeconds",
  "evse",
  "token",
  "authMethod",
  "paidOnSpot",
  "currency",
  "totalCost",
  "totalCostInclVat",
  "costs",
  "periods",
  "tariffs",
  "sessionId",
  "authorizationReference",
  "countryCode",
  "partyId",
  "remark",
] as const satisfies readonly Exclude<keyof Cdr, "cdrId">[];
const INNER: Readonly<Record<string, readonly string[]>> = {
  evse: Object.keys(NO_EVSE),
  token: Object.keys(NO_TOKEN),
  costs: ["energy", "time", "parking", "session", "reservation"],
};

/** `evse.connectorId`, `energyKwh`, … */
const PATHS = ORDER.flatMap((field) => INNER[field]?.map((inner) => `${field}.${inner}`) ?? [field]);

/** The path of a field (`evse.connectorId`) with its values as text; null where the content has none. */
export type ContentDifference = { field: string; before: string | null; after: string | null };

/** Differing fields in the order in which a content is read. Null and absent are the same. */
export function contentDifferences(before: StoredCdr, after: StoredCdr): ContentDifference[] {
  const [old, next] = [flatten(before), flatten(after)];
  return PATHS.map((field) => ({ field, before: old.get(field) ?? null, after: next.get(field) ?? null })).filter(
    (one) => one.before !== one.after,
  );
}

/** Every filled field of a content by its path. */
export function flatten(content: StoredCdr): Map<string, string> {
  const flat = new Map<string, string>();
  for (const path of PATHS) {
    const [field, inner] = path.split(".") as [keyof StoredCdr, string?];
    const value: unknown = inner ? (content[field] as Record<string, unknown> | null)?.[inner] : content[field];
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    flat.set(path, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return flat;
}
