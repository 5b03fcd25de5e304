import { asStaff } from "@/db/client";
import { countOtherAdmins, lockUsers } from "@/db/queries/users";
import { issueAccessLink } from "./issue-access-link.server";

/**
 * The one-time link with which the first admin is set up, for a system that has none.
 * @throws Error when there is an admin already
 */
export function createSetupLink(now = Date.now()): Promise<string> {
  return asStaff(async (tx) => {
    await lockUsers(tx);
    if ((await countOtherAdmins(tx, null)) > 0)
      throw new Error("there is an admin already: sign in, or reset the password");
    return issueAccessLink(tx, { kind: "setup", userId: null, createdBy: null }, now);
  });
}
