/** Documents that people attach: what may be stored, told by the first bytes. */

/** Far beyond any scan of a few pages. */
export const MOST_ATTACHMENT_BYTES = 20 * 1024 ** 2;

const KINDS = [
  { mediaType: "application/pdf", begins: [0x25, 0x50, 0x44, 0x46] },
  { mediaType: "image/png", begins: [0x89, 0x50, 0x4e, 0x47] },
  { mediaType: "image/jpeg", begins: [0xff, 0xd8, 0xff] },
] as const;

export type AttachmentMediaType = (typeof KINDS)[number]["mediaType"];

/** PDF, PNG or JPEG by the bytes themselves; null for anything else, whatever its name says. */
export function attachmentMediaType(bytes: Uint8Array): AttachmentMediaType | null {
  const kind = KINDS.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  return kind?.mediaType ?? null;
}
