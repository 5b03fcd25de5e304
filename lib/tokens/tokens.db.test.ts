import { expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { listTokens } from "@/db/queries/tokens";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, NOW, staff } from "@/scripts/testing/master-data";
import { createToken } from "./create-token.server";
import { editToken } from "./edit-token.server";
import { tokenFields, tokenInput } from "./token-input";

await testDatabase();
const admin = staff();

it("keeps tokens with their issuer, found by part of the uid, and refuses a second one of a uid", async () => {
  const issuerId = await givenCompany({ name: "Fleet" });
  const id = await createToken(admin, tokenInput.parse({ uid: "04A2B3", type: "RFID" }), NOW);
  await editToken(admin, { ...tokenFields.parse({ type: "RFID", issuerId }), id }, NOW);
  const known = await asStaff((tx) =>
    listTokens(tx, { search: "a2b", issuer: "known" }, { limit: 5, today: "2026-06-15" }),
  );
  expect(known.rows.map((row) => [row.uid, row.issuerName])).toEqual([["04A2B3", "Fleet"]]);
  const events = await asStaff((tx) => tx.select().from(auditEvents));
  expect(events.find((event) => event.verb === "changed")?.changes).toEqual({ issuerId: [null, issuerId] });
  const twice = createToken(admin, tokenInput.parse({ uid: "04A2B3", type: "APP_USER" }), NOW);
  await expect(twice).rejects.toMatchObject({ code: "tokens.uidTaken", field: "uid" });
});

it("refuses an issuer that does not exist", async () => {
  const issuerId = "01900000-0000-7000-8000-000000000000";
  const create = createToken(admin, tokenInput.parse({ uid: "X", type: "RFID", issuerId }), NOW);
  await expect(create).rejects.toMatchObject({ code: "tokens.issuerUnknown" });
});
