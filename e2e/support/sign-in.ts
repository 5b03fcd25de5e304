/** Signing in through the door users use, with the passwords that the demo made for this installation. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Role } from "../../lib/access/permissions";
import type { TestInstallation } from "./installation";

export type SignIn = { email: string; password: string };

/** The demo's sign-in of a role, from the file that is printed at the first start. */
export function signInOf(installation: TestInstallation, role: Role): SignIn {
  const lines = readFileSync(join(installation.dataDir, "sign-ins.txt"), "utf8").split("\n");
  const [, email, password] = lines.map((line) => line.trim().split(/\s+/)).find(([name]) => name === role) ?? [];
  if (!email || !password) throw new Error(`the demo has no sign-in for ${role}`);
  return { email, password };
}

/** Signs in and waits for the first page. */
export async function signIn(page: Page, installation: TestInstallation, role: Role): Promise<void> {
  const { email, password } = signInOf(installation, role);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}
