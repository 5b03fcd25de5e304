/** How a CDR, and one that waits, are named in addresses, cursors and form fields. */

/** A CDR is identified by its source and its id there (D20). */
export type CdrKey = { sourceId: string; cdrId: string };
/** One that waits also by its content, SHA-256 in hexadecimal: several contents of one id may wait. */
export type HeldKey = CdrKey & { contentHash: string };

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** No CDR has U+0000 in its id: no database takes it. */
const CDR = new RegExp(`^(${UUID})\\.([^\\0]+)$`);
const HELD = new RegExp(`^(${UUID})\\.([0-9a-f]{64})\\.([^\\0]+)$`);

/** The id comes last: it may hold any character. */
export function cdrKeyText({ sourceId, cdrId }: CdrKey): string {
  return `${sourceId}.${cdrId}`;
}

/** What `cdrKeyText` wrote; null for anything else. */
export function readCdrKey(text: string): CdrKey | null {
  const match = CDR.exec(text);
  return match ? { sourceId: match[1]!, cdrId: match[2]! } : null;
}

export function heldKeyText({ sourceId, cdrId, contentHash }: HeldKey): string {
  return `${sourceId}.${contentHash}.${cdrId}`;
}

/** What `heldKeyText` wrote; null for anything else. */
export function readHeldKey(text: string): HeldKey | null {
  const match = HELD.exec(text);
  return match ? { sourceId: match[1]!, contentHash: match[2]!, cdrId: match[3]! } : null;
}

/** The key in an address whose last segment is still encoded; null for anything that is none. */
export function cdrKeyOfAddress({ sourceId, cdrId }: CdrKey): CdrKey | null {
  return readCdrKey(cdrKeyText({ sourceId: sourceId.toLowerCase(), cdrId: decodedSegment(cdrId) }));
}

/** The same of one that waits. */
export function heldKeyOfAddress(segment: string): HeldKey | null {
  return readHeldKey(decodedSegment(segment));
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}

/** The page of a CDR. */
export function cdrHref({ sourceId, cdrId }: CdrKey): string {
  return `/cdrs/${sourceId}/${encodeURIComponent(cdrId)}`;
}

/** The page of one that waits. */
export function heldHref(key: HeldKey): string {
  return `/held/${encodeURIComponent(heldKeyText(key))}`;
}
