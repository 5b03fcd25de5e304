/**
 * The content of a CDR in canonical form, so that the same id with other content is recognised (D20):
 * `7.10` and `7.1`, an absent and a null field, keys in another order are the same content.
 */
import { hash } from "node:crypto";
import { type Cdr, NO_EVSE, NO_TOKEN } from "./cdr";

type ContentField = Exclude<keyof Cdr, "cdrId">;

/** The compiler refuses a field of `Cdr` that is missing here. */
const CONTENT: Record<ContentField, true> = {
  kind: true,
  creditReferenceId: true,
  startAt: true,
  endAt: true,
  energyKwh: true,
  chargingTimeSeconds: true,
  parkingTimeSeconds: true,
  countryCode: true,
  partyId: true,
  sessionId: true,
  authorizationReference: true,
  evse: true,
  token: true,
  authMethod: true,
  paidOnSpot: true,
  currency: true,
  totalCost: true,
  totalCostInclVat: true,
  costs: true,
  periods: true,
  tariffs: true,
  remark: true,
};

/** Sorted once: sorting the same keys for each of a million CDRs takes longer than hashing them. */
const CONTENT_KEYS = Object.keys(CONTENT).sort();
const EVSE_KEYS = Object.keys(NO_EVSE).sort();
const TOKEN_KEYS = Object.keys(NO_TOKEN).sort();

/**
 * Every field that the source gave, as JSON with sorted keys and without null; never the CDR id, and nothing
 * that was resolved. Two CDRs of one source and id are the same exactly if these texts are.
 */
export function canonicalContent(cdr: Cdr): string {
  return canonicalObject(cdr, CONTENT_KEYS, (key, value) => {
    if (key === "evse") return canonicalObject(cdr.evse, EVSE_KEYS, (_, text) => canonicalJson(text));
    if (key === "token") return canonicalObject(cdr.token, TOKEN_KEYS, (_, text) => canonicalJson(text));
    return canonicalJson(value);
  });
}

/** SHA-256 of the canonical content, 64 hexadecimal digits. */
export function contentHash(cdr: Cdr): string {
  return hash("sha256", canonicalContent(cdr), "hex");
}

function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  return canonicalObject(value, Object.keys(value).sort(), (_, one) => canonicalJson(one));
}

/** Null, and an object without anything in it, are the same as nothing. */
function canonicalObject(
  value: object,
  sortedKeys: readonly string[],
  write: (key: string, value: unknown) => string,
): string {
  let text = "";
  for (const key of sortedKeys) {
    const one = (value as Record<string, unknown>)[key];
    const written = one == null ? "{}" : write(key, one);
    if (written !== "{}") text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${written}`;
  }
  return `{${text}}`;
}
