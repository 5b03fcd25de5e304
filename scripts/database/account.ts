/**
 * Whose account the embedded PostgreSQL runs under, and where that account can reach. PostgreSQL refuses to run
 * as root; root therefore lends it the account `nobody`, which every system has, and which may enter
 * neither a 0700 home nor anything below it.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** The account the server runs under when we are root. */
export type ServerAccount = { uid: number; gid: number };

const OTHERS_MAY_ENTER = 0o001;
const PERSISTENT_FOLDERS = ["/var/lib", "/var/tmp"];

/** The account to lend to the server; undefined when we are a plain user and run it under our own. */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = parseAccount(readFileSync("/etc/passwd", "utf8"), "nobody");
  if (!account)
    throw new Error(
      "PostgreSQL cannot run as root and this machine has no account `nobody`. Start as a plain user or set DATABASE_URL.",
    );
  return account;
}

/** Finds an account in the text of a passwd(5) file. */
export function parseAccount(passwd: string, name: string): ServerAccount | undefined {
  const fields = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find((candidate) => candidate[0] === name);
  if (!fields) return undefined;
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Whether any account may walk into this folder: every folder on the way must let others enter. */
export function othersMayEnter(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** A folder of ours outside any home, which every account may enter and only root may change. */
export function sharedFolder(): string {
  for (const parent of PERSISTENT_FOLDERS) {
    try {
      const folder = join(parent, "wattsettle");
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (statSync(folder).uid !== 0) continue;
      chmodSync(folder, 0o755);
      return folder;
    } catch {}
  }
  throw new Error(
    `None of ${PERSISTENT_FOLDERS.join(", ")} can be written. Start as a plain user or set DATABASE_URL.`,
  );
}
