/** Inviting, changing and disabling people, on a real database. */
import { beforeEach, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { listAuditEvents } from "@/db/queries/audit";
import { listMails } from "@/db/queries/mails";
import { listUsers } from "@/db/queries/users";
import { testDatabase } from "@/scripts/testing/database";
import { clearPeople, makeHost, makePerson, NOW, PASSWORD, tokenOf, verbsOf } from "@/scripts/testing/people";
import { changeUser, disableUser, sendPasswordReset, signOutEverywhere } from "./change-user.server";
import { inviteAgain, inviteUser } from "./invite-user.server";
import { findColleague, listColleagues } from "./read-colleagues.server";
import { EVERYTHING } from "./scope";
import { signIn } from "./sign-in.server";
import { readAccessLink, setPasswordByLink } from "./use-access-link.server";

await testDatabase();
const hosts = { a: await makeHost("Host A"), b: await makeHost("Host B") };
beforeEach(clearPeople);

const from = (email: string, password: string) => signIn({ email, password, address: "192.0.2.1", now: NOW });

describe("people", () => {
  it("[X17] invites in the invited person's language, and lets it join once with a password of its own", async () => {
    const admin = await makePerson("Admin", "admin");
    const invitation = { name: "Bo", email: "bo@example.com", role: "auditor", companyId: null, locale: "de" } as const;
    const { userId, link } = await inviteUser(admin, invitation, NOW);
    const { rows } = await asStaff((tx) => listMails(tx, {}, { limit: 1 }));
    expect(rows[0]).toMatchObject({ to: "bo@example.com", subject: "Admin lädt Sie zu Wattsettle ein", state: "kept" });
    expect(rows[0]?.text).toContain(link);
    await setPasswordByLink({ token: tokenOf(link), name: "Bo Berg", email: null, password: PASSWORD }, NOW);
    expect(await from("bo@example.com", PASSWORD)).toMatchObject({ userId, role: "auditor", locale: "de" });
    await expect(inviteAgain(admin, userId, NOW)).rejects.toMatchObject({ code: "access.alreadyJoined" });
    await expect(inviteUser(admin, { ...invitation, email: "BO@example.com" }, NOW)).rejects.toMatchObject({
      code: "access.emailTaken",
    });
    expect(await verbsOf(userId)).toEqual(["invited", "joined", "signed_in", "signed_in"]);
  });

  it("ends the earlier invitation with a new one, and both when the person is disabled", async () => {
    const admin = await makePerson("Admin", "admin");
    const invited = await inviteUser(
      admin,
      { name: "Bo", email: "bo@example.com", role: "auditor", companyId: null, locale: "en" },
      NOW,
    );
    const again = await inviteAgain(admin, invited.userId, NOW);
    expect(await readAccessLink(tokenOf(invited.link), NOW)).toBeNull();
    expect(await readAccessLink(tokenOf(again.link), NOW)).toMatchObject({
      kind: "invitation",
      email: "bo@example.com",
    });
    await disableUser(admin, invited.userId, NOW);
    expect(await readAccessLink(tokenOf(again.link), NOW)).toBeNull();
  });

  it("never loses the last admin, also when two admins disable each other at once", async () => {
    const one = await makePerson("One", "admin");
    const two = await makePerson("Two", "admin");
    const results = await Promise.allSettled([disableUser(one, two.userId, NOW), disableUser(two, one.userId, NOW)]);
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const active = await asStaff((tx) => listUsers(tx, EVERYTHING));
    expect(active.filter((user) => user.disabledAt === null)).toHaveLength(1);
  });

  it("does not count an admin who was invited and never came", async () => {
    const one = await makePerson("One", "admin");
    const two = await makePerson("Two", "admin");
    await inviteUser(one, { name: "New", email: "new@example.com", role: "admin", companyId: null, locale: "en" }, NOW);
    await changeUser(two, { userId: one.userId, name: "One", role: "finance", companyId: null }, NOW);
    const demoted = { userId: two.userId, name: "Two", role: "finance", companyId: null } as const;
    await expect(changeUser(one, demoted, NOW)).rejects.toMatchObject({ code: "access.lastAdmin" });
    await expect(disableUser(one, two.userId, NOW)).rejects.toMatchObject({ code: "access.lastAdmin" });
  });

  it("keeps old and new role in the history, and nobody changes the own role", async () => {
    const admin = await makePerson("Admin", "admin");
    const anna = await makePerson("Anna", "finance");
    await changeUser(admin, { userId: anna.userId, name: "Anna", role: "partner_viewer", companyId: hosts.a }, NOW);
    const { rows } = await asStaff((tx) => listAuditEvents(tx, EVERYTHING, { objectId: anna.userId }, { limit: 5 }));
    expect(rows[0]).toMatchObject({
      actor: "Admin",
      verb: "changed",
      changes: { role: ["finance", "partner_viewer"], company: [null, "Host A"] },
    });
    const own = changeUser(admin, { userId: admin.userId, name: "Admin", role: "finance", companyId: null }, NOW);
    await expect(own).rejects.toMatchObject({ code: "access.notYourself" });
  });

  it("[A40] shows a partner's admin its own people only, and lets it touch nobody else", async () => {
    const host = await makePerson("Hanna", "partner_admin", hosts.a);
    const colleague = await makePerson("Hugo", "partner_viewer", hosts.a);
    const stranger = await makePerson("Berta", "partner_viewer", hosts.b);
    const admin = await makePerson("Admin", "admin");
    expect((await listColleagues(host)).map((user) => user.name)).toEqual(["Hanna", "Hugo"]);
    expect(await findColleague(host, stranger.userId)).toBeNull();
    for (const { userId } of [stranger, admin]) {
      const moved = { userId, name: "x", role: "partner_viewer", companyId: hosts.a } as const;
      for (const attempt of [
        () => disableUser(host, userId, NOW),
        () => signOutEverywhere(host, userId, NOW),
        () => sendPasswordReset(host, userId, NOW),
        () => inviteAgain(host, userId, NOW),
        () => changeUser(host, moved, NOW),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code: "access.userNotFound" });
      }
    }
    await disableUser(host, colleague.userId, NOW);
    expect((await findColleague(host, colleague.userId))?.disabledAt).toBe(NOW);
    const outside = {
      name: "X",
      email: "x@example.com",
      role: "partner_viewer",
      companyId: hosts.b,
      locale: "en",
    } as const;
    await expect(inviteUser(host, outside, NOW)).rejects.toMatchObject({ code: "access.roleNotAllowed" });
  });
});
