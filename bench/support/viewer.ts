/** Who closes months in a run. */
import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { insertUser } from "@/db/queries/users";
import { scopeOf, type Viewer } from "@/lib/access/viewer";

/** A new person of finance. */
export async function financeViewer(): Promise<Viewer> {
  const id = uuidv7();
  const [name, email, role] = ["Bench", `${id}@example.com`, "finance" as const];
  await asStaff((tx) => insertUser(tx, { id, name, email, role, companyId: null, passwordHash: null, createdAt: 0 }));
  return { userId: id, name, email, role, companyId: null, locale: "en", scope: scopeOf(role, null) };
}
