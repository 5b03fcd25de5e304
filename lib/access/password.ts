/** What a password must be: long, and not what an attacker tries first. Length over composition rules (NIST SP 800-63B). */

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

/** The error code of an unusable password, or null. */
export function passwordProblem(password: string, email: string): string | null {
  if ([...password].length < SHORTEST_PASSWORD) return "access.passwordTooShort";
  if (password.length > LONGEST_PASSWORD) return "access.passwordTooLong";
  const plain = password.trim().toLowerCase();
  if (plain === email.trim().toLowerCase()) return "access.passwordIsEmail";
  if (new Set(plain).size < 4) return "access.passwordTooSimple";
  return null;
}
