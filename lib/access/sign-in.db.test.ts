/** Signing in and sessions, on a real database. */
import { beforeEach, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { listAuditEvents } from "@/db/queries/audit";
import { EVERYTHING } from "@/lib/access/scope";
import { testDatabase } from "@/scripts/testing/database";
import { clearPeople, isSignedIn, MINUTE, makePerson, NOW, PASSWORD, verbsOf } from "@/scripts/testing/people";
import { changePassword } from "./change-account.server";
import { disableUser, enableUser, signOutEverywhere } from "./change-user.server";
import { inviteUser } from "./invite-user.server";
import { signIn } from "./sign-in.server";

await testDatabase();
beforeEach(clearPeople);

const from = (email: string, password: string, now = NOW, address = "192.0.2.1") =>
  signIn({ email, password, address, now });

describe("signing in", () => {
  it("gives a session to whoever knows the password, in any case of the address", async () => {
    const anna = await makePerson("Anna", "finance");
    const session = await from("ANNA@example.com", PASSWORD);
    expect(session).toEqual({ userId: anna.userId, version: 1, role: "finance", locale: null });
    expect(await isSignedIn(session)).toBe(true);
    expect(await verbsOf(anna.userId)).toEqual(["signed_in"]);
  });

  it("answers a wrong password, an unknown address, no password and a disabled account alike", async () => {
    const admin = await makePerson("Admin", "admin");
    const anna = await makePerson("Anna", "finance");
    await disableUser(admin, anna.userId, NOW);
    await inviteUser(
      admin,
      { name: "New", email: "new@example.com", role: "finance", companyId: null, locale: "en" },
      NOW,
    );
    for (const [email, password] of [
      ["admin@example.com", "wrong"],
      ["nobody@example.com", PASSWORD],
      ["new@example.com", ""],
      ["anna@example.com", PASSWORD],
    ] as const) {
      await expect(from(email, password)).rejects.toMatchObject({ code: "access.wrongCredentials" });
    }
  });

  it("refuses an account after five failures, from wherever they came, until the first is old", async () => {
    await makePerson("Anna", "finance");
    for (let n = 0; n < 5; n++) {
      await expect(from("anna@example.com", "wrong", NOW + n * MINUTE, `192.0.2.${n}`)).rejects.toMatchObject({
        code: "access.wrongCredentials",
      });
    }
    await expect(from("anna@example.com", PASSWORD, NOW + 5 * MINUTE)).rejects.toMatchObject({
      code: "access.tooManyAttempts",
      params: { minutes: 10 },
    });
    await expect(from("anna@example.com", PASSWORD, NOW + 15 * MINUTE)).resolves.toBeTruthy();
  });

  it("notes what failed in the account's history, no more often than it can be tried, and nothing of unknown ones", async () => {
    const anna = await makePerson("Anna", "finance");
    await from("nobody@example.com", PASSWORD).catch(() => undefined);
    for (let n = 0; n < 9; n++) await from("anna@example.com", "wrong").catch(() => undefined);
    expect(await verbsOf(anna.userId)).toEqual(Array(5).fill("sign_in_failed"));
    const { rows } = await asStaff((tx) => listAuditEvents(tx, EVERYTHING, { objectId: anna.userId }, { limit: 1 }));
    expect(rows[0]).toMatchObject({ actorId: null, actor: "", label: "Anna" });
    expect(JSON.stringify(rows)).not.toMatch(/wrong|nobody/);
  });

  it("lets five of twenty simultaneous guesses through, not one more", async () => {
    await makePerson("Anna", "finance");
    const guesses = Array.from({ length: 20 }, (_, n) => from("anna@example.com", `guess ${n}`));
    const codes = (await Promise.allSettled(guesses)).map((guess) => (guess as PromiseRejectedResult).reason.code);
    expect(codes.filter((code) => code === "access.wrongCredentials")).toHaveLength(5);
    expect(codes.filter((code) => code === "access.tooManyAttempts")).toHaveLength(15);
  });

  it("refuses an address after thirty failures on whatever accounts, and nobody else", async () => {
    await makePerson("Anna", "finance");
    for (let n = 0; n < 30; n++) await from(`nobody${n}@example.com`, "x").catch(() => undefined);
    await expect(from("anna@example.com", PASSWORD)).rejects.toMatchObject({ code: "access.tooManyAttempts" });
    await expect(from("anna@example.com", PASSWORD, NOW, "198.51.100.7")).resolves.toBeTruthy();
  });

  it("forgets an account's failures when it signs in", async () => {
    await makePerson("Anna", "finance");
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 4; n++) await from("anna@example.com", "wrong").catch(() => undefined);
      await expect(from("anna@example.com", PASSWORD)).resolves.toBeTruthy();
    }
  });
});

describe("sessions", () => {
  it("end at once when an admin signs the person out everywhere", async () => {
    const admin = await makePerson("Admin", "admin");
    const anna = await makePerson("Anna", "finance");
    const session = await from(anna.email, PASSWORD);
    await signOutEverywhere(admin, anna.userId, NOW);
    expect(await isSignedIn(session)).toBe(false);
    expect(await isSignedIn(await from(anna.email, PASSWORD))).toBe(true);
    expect(await verbsOf(anna.userId)).toEqual(["signed_in", "signed_out_everywhere", "signed_in"]);
  });

  it("end at once when the person is disabled, and do not come back when enabled again", async () => {
    const admin = await makePerson("Admin", "admin");
    const anna = await makePerson("Anna", "finance");
    const session = await from(anna.email, PASSWORD);
    await disableUser(admin, anna.userId, NOW);
    expect(await isSignedIn(session)).toBe(false);
    await enableUser(admin, anna.userId, NOW);
    expect(await isSignedIn(session)).toBe(false);
    await expect(from(anna.email, PASSWORD)).resolves.toBeTruthy();
  });

  it("end when the own password changes, except the one that goes on", async () => {
    const anna = await makePerson("Anna", "finance");
    const old = await from(anna.email, PASSWORD);
    await expect(changePassword(anna, { current: "wrong", password: "another password" }, NOW)).rejects.toMatchObject({
      code: "access.wrongPassword",
      field: "current",
    });
    const next = await changePassword(anna, { current: PASSWORD, password: "another password" }, NOW);
    expect([await isSignedIn(old), await isSignedIn(next)]).toEqual([false, true]);
    await expect(from(anna.email, "another password")).resolves.toBeTruthy();
  });
});
