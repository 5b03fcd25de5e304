import type { Month } from "@/lib/calendar/calendar";

/** Crockford's alphabet: no letter that is read as a digit. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 6;

/**
 * `SR-2026-10-7K2MQX`: the month and a code of the ledger. It needs no counter, so that it is the same for every
 * draft of a period, and two closings never wait for each other. It is no official document number.
 * @param ledgerHash hash of partner, organization and currency; at least four bytes.
 */
export function reportNumber(month: Month, ledgerHash: Uint8Array): string {
  let bits = new DataView(ledgerHash.buffer, ledgerHash.byteOffset).getUint32(0) >>> 2;
  let code = "";
  for (let index = 0; index < LENGTH; index++) {
    code = ALPHABET[bits % 32] + code;
    bits = Math.floor(bits / 32);
  }
  return `SR-${month}-${code}`;
}

/** How the history names a report: the end of its page's address, `<partner>/<report>`. */
export function reportPath(report: { partnerId: string; id: string }): string {
  return `${report.partnerId}/${report.id}`;
}
