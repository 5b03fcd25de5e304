/** Shared links on a real database: opening, expiry, revoking, passwords, and what is visible behind them. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import { listShares } from "@/db/queries/shares";
import { accessAttempts, settlementReports, shares } from "@/db/schema";
import { insertPartnerRows } from "@/db/testing/partner-rows";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { testDatabase } from "@/scripts/testing/database";
import { makePerson, NOW, tokenOf, verbsOf } from "@/scripts/testing/people";
import { createShare } from "./create-share.server";
import { openShare, unlockShare } from "./open-share.server";
import { revokeShare } from "./revoke-share.server";

const DAY = 86_400_000;
const HOUR = 3_600_000;

const ownerUrl = await testDatabase();
const a = await insertPartnerRows(ownerUrl, "Host A");
await insertPartnerRows(ownerUrl, "Host B");
const reportId = a.settlement_reports;
const report = { partnerId: a.companies, reportId };
let viewer: Viewer;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = "0123456789012345678901234567890123456789";
  viewer = await makePerson("Finn", "finance");
});
beforeEach(async () => {
  await asOwner(async (tx) => {
    await tx.delete(shares);
    await tx.delete(accessAttempts);
  });
});

const share = (password: string | null = null, days = 30) => createShare(viewer, { reportId, days, password }, NOW);
const open = (token: string, now = NOW, proof?: string) => openShare({ token, proof, counts: true }, now);
const unlock = (token: string, password: string) => unlockShare({ token, password, address: "192.0.2.9" }, NOW);
const listed = () => asStaff((tx) => listShares(tx, report));

describe("a shared link", () => {
  it("[A34] opens the one report, and shows nothing of another partner", async () => {
    const token = tokenOf((await share()).url);
    const opened = await open(token);
    expect(opened).toMatchObject({ state: "open", ...report });
    if (opened.state !== "open") return;
    const visible = await readAs(opened, (tx) => tx.select().from(settlementReports));
    expect(visible.map((row) => row.id)).toEqual([reportId]);
  });

  it("keeps only the hash of its token", async () => {
    const { url } = await share();
    const stored = await asOwner((tx) => tx.select().from(shares));
    expect(JSON.stringify(stored)).not.toContain(tokenOf(url));
    expect(tokenOf(url)).toMatch(/^[\w-]{43}$/);
    expect(await open("x".repeat(43))).toEqual({ state: "missing" });
  });

  it("opens until it expires, not a millisecond longer", async () => {
    const token = tokenOf((await share(null, 7)).url);
    expect((await open(token, NOW + 7 * DAY - 1)).state).toBe("open");
    expect(await open(token, NOW + 7 * DAY)).toEqual({ state: "missing" });
  });

  it("ends when it is revoked, once", async () => {
    const { id, url } = await share();
    await revokeShare(viewer, id, NOW + HOUR);
    await revokeShare(viewer, id, NOW + 2 * HOUR);
    expect(await open(tokenOf(url))).toEqual({ state: "missing" });
    expect((await listed())[0]).toMatchObject({ revokedAt: NOW + HOUR });
    expect(await verbsOf(id)).toEqual(["created", "revoked"]);
    await expect(revokeShare(viewer, randomUUID(), NOW)).rejects.toMatchObject({ code: "sharing.notFound" });
  });

  it("counts every opening of the page, and tells the history of one an hour", async () => {
    const { id, url } = await share();
    const token = tokenOf(url);
    for (const minutes of [0, 5, 64]) await open(token, NOW + minutes * 60_000);
    await openShare({ token, proof: undefined, counts: false }, NOW + 3 * HOUR);
    expect((await listed())[0]).toMatchObject({ opened: 3, lastOpenedAt: NOW + 64 * 60_000, createdBy: "Finn" });
    expect(await verbsOf(id)).toEqual(["created", "opened"]);
    await open(token, NOW + 3 * HOUR);
    expect(await verbsOf(id)).toEqual(["created", "opened", "opened"]);
  });

  it("is made for issued reports only, and for at most a year", async () => {
    await expect(share(null, 366)).rejects.toMatchObject({ code: "sharing.badExpiry", field: "days" });
    await expect(share(null, 0)).rejects.toMatchObject({ code: "sharing.badExpiry" });
    const unknown = createShare(viewer, { reportId: randomUUID(), days: 1, password: null }, NOW);
    await expect(unknown).rejects.toMatchObject({ code: "sharing.reportNotFound" });
    await asOwner((tx) => tx.update(settlementReports).set({ state: "draft" }));
    await expect(share()).rejects.toMatchObject({ code: "sharing.notIssued" });
    await asOwner((tx) => tx.update(settlementReports).set({ state: "issued" }));
  });
});

describe("a shared link with a password", () => {
  it("opens with the proof of its password, and counts nothing before", async () => {
    const token = tokenOf((await share("open sesame")).url);
    expect(await open(token)).toEqual({ state: "locked" });
    await expect(unlock(token, "sesame")).rejects.toMatchObject({ code: "sharing.wrongPassword", field: "password" });
    expect((await listed())[0]).toMatchObject({ hasPassword: true, opened: 0 });
    const { proof } = await unlock(token, "open sesame");
    expect((await open(token, NOW, proof)).state).toBe("open");
  });

  it("does not open with the proof of another link, even of the same password", async () => {
    const one = tokenOf((await share("open sesame")).url);
    const other = tokenOf((await share("open sesame")).url);
    const { proof } = await unlock(one, "open sesame");
    expect(await open(other, NOW, proof)).toEqual({ state: "locked" });
  });

  it("refuses after ten wrong passwords, the right one too", async () => {
    const token = tokenOf((await share("open sesame")).url);
    for (let n = 0; n < 10; n++) await unlock(token, `guess ${n}`).catch(() => undefined);
    await expect(unlock(token, "open sesame")).rejects.toMatchObject({ code: "access.tooManyAttempts" });
  });

  it("takes no password after it was revoked", async () => {
    const { id, url } = await share("open sesame");
    await revokeShare(viewer, id, NOW);
    await expect(unlock(tokenOf(url), "open sesame")).rejects.toMatchObject({ code: "sharing.ended" });
  });
});
