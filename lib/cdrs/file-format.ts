/** What kind of file it is, told from its first bytes. */

export type FileFormat = "csv" | "ocpi";

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** `{` and `[`, with which a JSON document of CDR objects begins (RFC 8259). */
const OPENING = new Set([0x7b, 0x5b]);

/** JSON by its opening bracket, else CSV; null while the beginning holds nothing but blanks. */
export function fileFormatOf(head: Uint8Array): FileFormat | null {
  const from = UTF8_MARK.every((byte, at) => head[at] === byte) ? UTF8_MARK.length : 0;
  const first = head.subarray(from).find((byte) => !SPACES.has(byte));
  if (first === undefined) return null;
  return OPENING.has(first) ? "ocpi" : "csv";
}
