import { asStaff } from "@/db/client";
import { findUser } from "@/db/queries/access";
import type { Viewer } from "./viewer";

/** What one may change of oneself; `locale` null follows the browser. */
export type AccountDetails = { name: string; email: string; locale: string | null; hasPassword: boolean };

/** Read as staff: the partner's database role cannot read users. It is the viewer's own row only. */
export async function readAccount(viewer: Viewer): Promise<AccountDetails> {
  const user = await asStaff((tx) => findUser(tx, viewer.userId));
  if (!user) throw new Error("the signed-in user is gone");
  return { name: user.name, email: user.email, locale: user.locale, hasPassword: user.passwordHash !== null };
}
