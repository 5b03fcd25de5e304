/** One-time links, on a real database. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access";
import { listMails } from "@/db/queries/mails";
import { accessLinks } from "@/db/schema";
import { testDatabase } from "@/scripts/testing/database";
import {
  clearPeople,
  isSignedIn,
  MINUTE,
  mailedToken,
  makePerson,
  NOW,
  PASSWORD,
  tokenOf,
} from "@/scripts/testing/people";
import { createSetupLink } from "./create-setup-link.server";
import { requestAccessMail } from "./request-access-mail.server";
import { signIn } from "./sign-in.server";
import { readAccessLink, setPasswordByLink, signInByLink } from "./use-access-link.server";

await testDatabase();
beforeEach(clearPeople);

const from = (email: string, password: string) => signIn({ email, password, address: "192.0.2.1", now: NOW });

describe("one-time links", () => {
  it("sets up the first admin once, and never beside another admin", async () => {
    const token = tokenOf(await createSetupLink(NOW));
    const given = { token, name: "Ada", email: "ada@example.com", password: PASSWORD };
    const tries = await Promise.allSettled([1, 2, 3].map(() => setPasswordByLink(given, NOW)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const ada = await asStaff((tx) => findUserByEmail(tx, "ada@example.com"));
    expect(ada?.role).toBe("admin");
    await expect(createSetupLink(NOW)).rejects.toThrow(/admin already/);
  });

  it("ends an earlier setup link with a new one", async () => {
    const first = tokenOf(await createSetupLink(NOW));
    const second = tokenOf(await createSetupLink(NOW));
    expect(await readAccessLink(first, NOW)).toBeNull();
    expect(await readAccessLink(second, NOW)).toMatchObject({ kind: "setup" });
  });

  it("is used up by exactly one of ten at once", async () => {
    const anna = await makePerson("Anna", "finance");
    await requestAccessMail({ kind: "sign_in", email: anna.email, address: "192.0.2.1", now: NOW });
    const token = await mailedToken(anna.email);
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => signInByLink(token, NOW)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await expect(signInByLink(token, NOW)).rejects.toMatchObject({ code: "access.linkEnded" });
  });

  it("is found only by its token, whose hash alone is stored", async () => {
    const anna = await makePerson("Anna", "finance");
    await requestAccessMail({ kind: "password_reset", email: anna.email, address: "192.0.2.1", now: NOW });
    const token = await mailedToken(anna.email);
    const stored = await asOwner((tx) => tx.select().from(accessLinks));
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await readAccessLink(`${token.slice(0, -1)}x`, NOW)).toBeNull();
    expect(await readAccessLink("short", NOW)).toBeNull();
  });

  it("sets a new password, ends every session and every other link", async () => {
    const anna = await makePerson("Anna", "finance");
    const session = await from(anna.email, PASSWORD);
    await requestAccessMail({ kind: "password_reset", email: anna.email, address: "192.0.2.1", now: NOW });
    const token = await mailedToken(anna.email);
    await requestAccessMail({ kind: "sign_in", email: anna.email, address: "192.0.2.1", now: NOW });
    const other = await mailedToken(anna.email);
    const weak = setPasswordByLink({ token, name: null, email: null, password: "short" }, NOW);
    await expect(weak).rejects.toMatchObject({ code: "access.passwordTooShort", field: "password" });
    const next = await setPasswordByLink({ token, name: null, email: null, password: "a new password" }, NOW);
    expect([await isSignedIn(session), await isSignedIn(next)]).toEqual([false, true]);
    expect(await readAccessLink(other, NOW)).toBeNull();
    await expect(from(anna.email, PASSWORD)).rejects.toMatchObject({ code: "access.wrongCredentials" });
  });

  it("expires: a reset after an hour, a sign-in after a quarter", async () => {
    const anna = await makePerson("Anna", "finance");
    await requestAccessMail({ kind: "password_reset", email: anna.email, address: "192.0.2.1", now: NOW });
    const reset = await mailedToken(anna.email);
    expect(await readAccessLink(reset, NOW + 60 * MINUTE - 1)).not.toBeNull();
    expect(await readAccessLink(reset, NOW + 60 * MINUTE)).toBeNull();
    await requestAccessMail({ kind: "sign_in", email: anna.email, address: "192.0.2.1", now: NOW });
    const signInToken = await mailedToken(anna.email);
    await expect(signInByLink(signInToken, NOW + 15 * MINUTE)).rejects.toMatchObject({ code: "access.linkEnded" });
  });

  it("tells nobody which addresses have an account, and writes at most five mails an hour to one", async () => {
    const anna = await makePerson("Anna", "finance");
    const ask = (email: string, now = NOW) => requestAccessMail({ kind: "sign_in", email, address: "192.0.2.1", now });
    await expect(ask("nobody@example.com")).resolves.toBeUndefined();
    for (let n = 0; n < 5; n++) await ask(anna.email);
    await expect(ask(anna.email)).rejects.toMatchObject({ code: "access.tooManyAttempts" });
    const { rows } = await asStaff((tx) => listMails(tx, {}, { limit: 50 }));
    expect(rows.map((mail) => mail.to)).toEqual(Array(5).fill(anna.email));
  });
});
