/**
 * The content of a CDR in canonical form, so that the same id with other content is recognised (D20):
 * `7.10` and `7.1`, an absent and a null field, keys in another order are the same content.
 */
import { hash } from "node:crypto";
import { type Cdr, type CdrPeriod, NO_EVSE, NO_TOKEN } from "./cdr";

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

/** A key and how it stands in JSON. */
type Key = readonly [key: string, label: string];

/** Sorted and quoted once: doing that to the same keys for each of a million CDRs takes longer than hashing them. */
const CONTENT_KEYS = labelled(CONTENT);
const EVSE_KEYS = labelled(NO_EVSE);
const TOKEN_KEYS = labelled(NO_TOKEN);

function labelled(like: object): readonly Key[] {
  return Object.keys(like)
    .sort()
    .map((key) => [key, `${JSON.stringify(key)}:`]);
}

/**
 * Every field that the source gave, as JSON with sorted keys and without null; never the CDR id, and nothing
 * that was resolved. Two CDRs of one source and id are the same exactly if these texts are.
 */
export function canonicalContent(cdr: Cdr): string {
  return canonicalObject(cdr, CONTENT_KEYS, contentJson);
}

function contentJson(value: unknown, key: string): string {
  if (key === "evse") return canonicalObject(value as Cdr["evse"], EVSE_KEYS, canonicalJson);
  if (key === "token") return canonicalObject(value as Cdr["token"], TOKEN_KEYS, canonicalJson);
  if (key === "periods") return canonicalPeriods(value as Cdr["periods"]);
  return canonicalJson(value);
}

/** As `canonicalJson` would write them: most of a CDR's text is its periods. */
function canonicalPeriods(periods: readonly CdrPeriod[]): string {
  let text = "";
  for (const { dimensions, startAt, tariffId } of periods) {
    let list = "";
    for (const { type, volume } of dimensions) {
      list += `${list === "" ? "" : ","}{"type":${quoted(type)},"volume":${quoted(volume)}}`;
    }
    const tariff = tariffId === null ? "" : `,"tariffId":${quoted(tariffId)}`;
    text += `${text === "" ? "" : ","}{"dimensions":[${list}],"startAt":${startAt}${tariff}}`;
  }
  return `[${text}]`;
}

/** Anything that JSON escapes, or may. */
const NOT_PLAIN = /[^ !#-[\]-~]/;

function quoted(text: string): string {
  return NOT_PLAIN.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** SHA-256 of the canonical content, 64 hexadecimal digits. */
export function contentHash(cdr: Cdr): string {
  return hash("sha256", canonicalContent(cdr), "hex");
}

function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  return canonicalObject(value, labelled(value), canonicalJson);
}

/** Null, and an object without anything in it, are the same as nothing. */
function canonicalObject(
  value: object,
  sortedKeys: readonly Key[],
  write: (value: unknown, key: string) => string,
): string {
  let text = "";
  for (const [key, label] of sortedKeys) {
    const one = (value as Record<string, unknown>)[key];
    if (one == null) continue;
    const written = write(one, key);
    if (written !== "{}") text += (text === "" ? label : `,${label}`) + written;
  }
  return `{${text}}`;
}
