/** Secrets in links: 32 random bytes as base64url (43 characters); only their SHA-256 is stored. */
import { createHash, randomBytes } from "node:crypto";

export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOfToken(token) };
}

/** A fast hash is enough: a token has 256 bits of chance, unlike a password. */
export function hashOfToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
