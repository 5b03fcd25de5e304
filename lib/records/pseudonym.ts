/** Outside the back office a driver is a pseudonym, stable per partner: two partners cannot compare theirs. */
import { createHmac } from "node:crypto";

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * Seven characters without 0, 1, I and O; empty when nobody identified himself.
 * @param key the installation's secret
 * @param identity token uid or contract id
 */
export function pseudonym(key: Uint8Array, partnerId: string, identity: string | null): string {
  if (!identity) return "";
  const digest = createHmac("sha256", key).update(`${partnerId} ${identity}`).digest();
  return Array.from(digest.subarray(0, 7), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
