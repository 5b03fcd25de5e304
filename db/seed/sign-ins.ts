/** The demo's people, with passwords that are another in every installation. */
import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { users } from "@/db/schema";
import { hashPassword } from "@/lib/access/password-hash.server";
import type { Role } from "@/lib/access/permissions";
import { scopeOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import type { CompanyKey, PartnerKey } from "./companies";

export type SignIn = Viewer & { password: string; company: PartnerKey | null };

const DOMAIN = "tay-charging.example";
/** Without characters that look alike. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 4;
const OWNER_ONLY = 0o600;

const PEOPLE: readonly { role: Role; name: string; email: string; locale: "en" | "de"; company?: PartnerKey }[] = [
  { role: "admin", name: "Ailsa Drummond", email: `admin@${DOMAIN}`, locale: "en" },
  { role: "finance", name: "Fergus Hale", email: `finance@${DOMAIN}`, locale: "en" },
  { role: "operations", name: "Oona Pryce", email: `operations@${DOMAIN}`, locale: "en" },
  { role: "auditor", name: "Austin Crane", email: `auditor@${DOMAIN}`, locale: "en" },
  {
    role: "partner_admin",
    name: "Morag Sellar",
    email: "host@strathkeil.example",
    locale: "en",
    company: "strathkeil",
  },
  {
    role: "partner_viewer",
    name: "Jördis Ahlers",
    email: "betrieb@nordspeicher.example",
    locale: "de",
    company: "nordspeicher",
  },
];

/** One person per role. */
export function inventSignIns(companyIds: ReadonlyMap<CompanyKey, string>): SignIn[] {
  return PEOPLE.map(({ company = null, ...person }) => {
    const companyId = company === null ? null : companyIds.get(company)!;
    const scope = scopeOf(person.role, companyId);
    return { ...person, userId: uuidv7(), companyId, company, scope, password: inventPassword() };
  });
}

function inventPassword(): string {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)]!;
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** Lets these people in. */
export async function insertUsers(tx: Tx, signIns: readonly SignIn[], createdAt: Instant): Promise<void> {
  const hashes = await Promise.all(signIns.map(({ password }) => hashPassword(password)));
  const rows = signIns.map(({ userId, email, name, role, companyId, locale }, i) => ({
    id: userId,
    email,
    name,
    passwordHash: hashes[i]!,
    role,
    companyId,
    sessionVersion: 1,
    locale,
    createdAt,
  }));
  await insertRows(tx, users, rows);
}

/** Writes `sign-ins.txt`, which only its owner may read. @returns its text. */
export function writeSignIns(dataDir: string, signIns: readonly SignIn[]): string {
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const roleWidth = widest(signIns.map(({ role }) => role));
  const emailWidth = widest(signIns.map(({ email }) => email));
  const lines = signIns.map(
    ({ role, email, password }) => `  ${role.padEnd(roleWidth)}  ${email.padEnd(emailWidth)}  ${password}`,
  );
  const text = `Sign in with:\n${lines.join("\n")}\n`;
  writeFileSync(join(dataDir, "sign-ins.txt"), text, { mode: OWNER_ONLY });
  return text;
}
