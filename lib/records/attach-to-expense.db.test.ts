import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, asPartner } from "@/db/client";
import { attachmentsOf } from "@/db/queries/expense-attachments";
import { readFile } from "@/db/queries/files";
import type { RecordKey } from "@/db/queries/records";
import { EVERYTHING } from "@/lib/access/scope";
import type { Viewer } from "@/lib/access/viewer";
import { parseDecimalExact } from "@/lib/money/amount";
import { testDatabase } from "@/scripts/testing/database";
import { makePerson } from "@/scripts/testing/people";
import { createCompany, createOrganization } from "@/scripts/testing/world";
import { attachToExpense } from "./attach-to-expense.server";
import { createManualExpense } from "./create-manual-expense.server";
import { attachmentResponse } from "./read-attachment.server";

await testDatabase();
const NOW = Date.parse("2026-10-20T12:00Z");
const INVOICE = { name: "Invoice 2211.pdf", bytes: Buffer.from("%PDF-1.7 painted bays") };

let finance: Viewer;
let host: Viewer;
let other: Viewer;
let expense: RecordKey;
beforeAll(async () => {
  const organizationId = (await createOrganization()).id;
  const hostId = await createCompany({ name: "Host" });
  finance = await makePerson("Fin", "finance");
  host = await makePerson("Hanna", "partner_viewer", hostId);
  other = await makePerson("Otto", "partner_viewer", await createCompany({ name: "Other" }));
  expense = { partnerId: hostId, recordId: uuidv7() };
  const facts = { id: expense.recordId, partnerId: hostId, organizationId, date: "2026-10-01", reason: "Paint" };
  await createManualExpense(
    finance,
    { ...facts, quantity: parseDecimalExact("1"), unitPrice: parseDecimalExact("85") },
    NOW,
  );
});

describe("a document of an expense", () => {
  it("is opened by the partner who owes it, and by no other", async () => {
    await attachToExpense(finance, expense, INVOICE, NOW);
    const [attached] = await asPartner([host.companyId!], (tx) => attachmentsOf(tx, host.scope, expense));
    expect(attached).toMatchObject({ name: "Invoice 2211.pdf", mediaType: "application/pdf", sizeBytes: 21 });
    const key = { ...expense, fileId: attached!.id };
    const opened = await attachmentResponse(host, key);
    expect([opened.status, await opened.text()]).toEqual([200, "%PDF-1.7 painted bays"]);
    expect((await attachmentResponse(other, key)).status).toBe(404);
    // Not even past the query's own condition: row-level security hides the bytes.
    const hidden = await asPartner([other.companyId!], (tx) => readFile(tx, attached!.id));
    expect(hidden.length).toBe(0);
  });

  it("is refused when it is no document, or for what is no expense by hand", async () => {
    const before = await asOwner((tx) => attachmentsOf(tx, EVERYTHING, expense));
    const page = { name: "invoice.pdf", bytes: Buffer.from("<html>") };
    await expect(attachToExpense(finance, expense, page, NOW)).rejects.toMatchObject({ code: "attachmentKind" });
    const nothing = { ...expense, recordId: uuidv7() };
    const refused = attachToExpense(finance, nothing, INVOICE, NOW);
    await expect(refused).rejects.toMatchObject({ code: "records.noSuchExpense" });
    expect(await asOwner((tx) => attachmentsOf(tx, EVERYTHING, expense))).toEqual(before);
  });
});
