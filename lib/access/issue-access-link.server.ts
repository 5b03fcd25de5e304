import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertAccessLink, revokeAccessLinks } from "@/db/queries/access-links";
import type { Instant } from "@/lib/calendar/calendar";
import { expiryOf, type LinkKind, linkUrl } from "./access-link";
import { publicUrl } from "./public-url.server";
import { newToken } from "./token.server";

/**
 * Makes a one-time link and returns its address, which exists nowhere else. An earlier invitation or setup link
 * ends with it; what people ask for themselves does not, or anybody could end it by asking.
 * @param userId null for the setup of the first admin
 */
export async function issueAccessLink(
  tx: Tx,
  link: { kind: LinkKind; userId: string | null; createdBy: string | null },
  now: Instant,
): Promise<string> {
  const { kind, userId, createdBy } = link;
  const { token, hash } = newToken();
  if (kind === "invitation" || kind === "setup") await revokeAccessLinks(tx, { userId, kind }, now);
  const expiresAt = expiryOf(kind, now);
  await insertAccessLink(tx, { id: uuidv7(), kind, tokenHash: hash, userId, createdBy, createdAt: now, expiresAt });
  return linkUrl(publicUrl(), token);
}
