/** A partner that takes the drivers' money itself, played through by hand. 0.40 per kWh, VAT 20 %, 70 % of it. */
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import type { StoredTerms } from "@/lib/contracts/terms";
import { parseDecimalExact } from "@/lib/money/amount";
import { runClose } from "@/lib/settlement/run-close.server";
import { startRun } from "@/lib/settlement/start-run.server";
import { testDatabase } from "@/scripts/testing/database";
import { ocpiCdr } from "@/scripts/testing/ocpi";
import { makePerson } from "@/scripts/testing/people";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { collectRecords } from "./collect-records.server";
import { recalculate } from "./recalculate.server";
import { reverseCollection } from "./reverse-collection.server";

await testDatabase();
const NOW = Date.parse("2026-12-20T12:00Z");
const SHARE: StoredTerms = { kind: "revenue_share", share: { acBasisPoints: 7000, dcBasisPoints: 7000 } };

let finance: Viewer;
let organizationId: string;
let sourceId: string;
beforeAll(async () => {
  finance = await makePerson("Fin", "finance");
  organizationId = (await createOrganization()).id;
  sourceId = await createSource();
});

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asOwner(async (tx) => [...(await tx.execute<T>(query))]);

/** A host with a session of 25 kWh in October: 10.00, with VAT 12.00, of which 7.00 are its share. */
async function hostWithSession(uid: string, terms: StoredTerms): Promise<string> {
  const host = await createCompany({ name: `Host ${uid}` });
  const evse = await createEvse({ uid, ownerId: host });
  await createTariff(evse.connectorIds);
  await createContract(host, organizationId, { terms, startsIn: "2026-10" });
  await importText(sourceId, ocpiCdr({ id: `${uid}-1`, evse: uid, ended: "2026-10-05T10:00", kwh: 25 }), null, NOW);
  return host;
}

async function receives(host: string, amount: string, valueDate: string): Promise<void> {
  const records = await rows<{ partnerId: string; recordId: string }>(sql`
    select partner_id as "partnerId", id as "recordId" from revenue_records
    where partner_id = ${host} and corrects_id is null`);
  const chosen = { kind: "records" as const, records, amount: parseDecimalExact(amount) };
  const payment = { paymentId: uuidv7(), valueDate, receivedBy: "partner" as const, reason: "Terminal of the host" };
  await collectRecords(finance, { ...payment, chosen }, NOW);
}

async function close(month: string, host: string): Promise<string> {
  const keys = [{ partnerId: host, organizationId, currency: "GBP" }];
  for (const kind of ["draft_reports", "issue_reports"] as const) {
    await runClose(await startRun(finance, kind, { month, keys }, NOW), () => NOW);
  }
  const [report] = await rows<{ words: string }>(sql`
    select payable_share || ' − ' || expenses || ' + ' || carried_in || ' = ' || balance as words
    from settlement_reports where partner_id = ${host} and state = 'issued' and month = ${`${month}-01`}::date`);
  return report?.words ?? "no report";
}

async function received(host: string): Promise<string[]> {
  const found = await rows<{ words: string }>(sql`
    select to_char(period_month, 'YYYY-MM') || ' ' || amount as words from expense_records
    where partner_id = ${host} and origin = 'received_by_partner' order by period_month, amount desc`);
  return found.map(({ words }) => words);
}

describe("a partner that collects by itself", () => {
  it("[A14, A17] keeps its share and owes what it took, VAT included", async () => {
    const host = await hostWithSession("S1", SHARE);
    await receives(host, "12", "2026-10-05");
    expect(await received(host)).toEqual(["2026-10 12.0000"]);
    // Its share 7.00, less the 12.00 that it holds already: −5.00, carried into November.
    expect(await close("2026-10", host)).toBe("7.0000 − 12.0000 + 0.0000 = -5.0000");
    expect(await close("2026-11", host)).toBe("0.0000 − 0.0000 + -5.0000 = -5.0000");
  });

  it("[A19] on basis collected has of its share what its part of the due is", async () => {
    const host = await hostWithSession("S2", { ...SHARE, basis: "collected" });
    // 6.00 of 12.00 came in: 7.00 × 6 ÷ 12 = 3.50; it holds 6.00.
    await receives(host, "6", "2026-10-06");
    expect(await close("2026-10", host)).toBe("3.5000 − 6.0000 + 0.0000 = -2.5000");
    // The other 6.00 in November: 7.00 − 3.50 = 3.50, less 6.00, and −2.50 from before.
    await receives(host, "6", "2026-11-03");
    expect(await close("2026-11", host)).toBe("3.5000 − 6.0000 + -2.5000 = -5.0000");
  });

  it("no longer owes what the driver had back, and settling the session again does not touch it", async () => {
    const host = await hostWithSession("S3", SHARE);
    await receives(host, "12", "2026-10-05");
    const [evse] = await rows<{ id: string }>(sql`select id from evses where uid = 'S3'`);
    await recalculate({ evseIds: [evse!.id], from: "2026-10-01" }, NOW);
    expect(await received(host)).toEqual(["2026-10 12.0000"]);
    expect(await close("2026-10", host)).toBe("7.0000 − 12.0000 + 0.0000 = -5.0000");
    await recalculate({ evseIds: [evse!.id], from: "2026-10-01" }, NOW);
    const [payment] = await rows<{ id: string }>(sql`select id from collections where partner_id = ${host}`);
    const reversal = { partnerId: host, collectionId: payment!.id, valueDate: "2026-11-10", reason: "Chargeback" };
    await reverseCollection(finance, reversal, NOW);
    expect(await received(host)).toEqual(["2026-10 12.0000", "2026-11 -12.0000"]);
    // On basis generated the share stays payable; the 12.00 come back: −5.00 + 12.00.
    expect(await close("2026-11", host)).toBe("0.0000 − -12.0000 + -5.0000 = 7.0000");
  });
});
