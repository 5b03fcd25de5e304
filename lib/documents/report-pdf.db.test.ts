import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asOwner, asPartner } from "@/db/client";
import type { PeriodKey } from "@/db/queries/periods";
import { SYSTEM } from "@/lib/audit/event";
import { draftReports } from "@/lib/settlement/draft-report.server";
import { issueReports } from "@/lib/settlement/issue-report.server";
import { addSession } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import { createCompany, createContract, createEvse, createOrganization } from "@/scripts/testing/world";
import { readReportPdf, streamReportCsv } from "./read-report.server";
import { renderReportPdf } from "./render-report-pdf.server";

await testDatabase();
const NOW = Date.parse("2026-11-06T09:00:00Z");
const organization = await createOrganization();

let uids = 0;
async function issuedReport(facts: { site?: string; locale?: string } = {}) {
  const partnerId = await createCompany({ vatId: "GB123456789", locale: facts.locale ?? null });
  const locationName = facts.site ?? `Site ${++uids}`;
  const evse = await createEvse({ uid: `E${++uids}`, ownerId: partnerId, locationName });
  await createContract(partnerId, organization.id);
  const place = {
    partnerId,
    organizationId: organization.id,
    evseId: evse.id,
    locationId: evse.locationId,
    locationName,
  };
  await addSession({ ...place, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
  const key: PeriodKey = { partnerId, organizationId: organization.id, currency: "GBP", month: "2026-10" };
  const by = { actor: SYSTEM, at: NOW };
  const [draft] = await asOwner((tx) => draftReports(tx, [key], by));
  if (draft?.state !== "done") throw new Error("not drafted");
  return { partnerId, reportId: draft.reportId, issue: () => asOwner((tx) => issueReports(tx, [key], by)) };
}

type Report = Awaited<ReturnType<typeof issuedReport>>;
const asItsPartner = ({ partnerId, reportId }: Report, scopeId = partnerId) =>
  asPartner([scopeId], (tx) => readReportPdf(tx, { kind: "partners", partnerIds: [scopeId] }, partnerId, reportId));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function csv(report: Report, of: "lines" | "records"): Promise<string[]> {
  const reader = { scope: { kind: "partners" as const, partnerIds: [report.partnerId] } };
  const file = await streamReportCsv(reader, report.partnerId, report.reportId, of);
  return (await new Response(file!.body).text()).trimEnd().split("\r\n");
}

describe("the PDF of a report", () => {
  it("[A34] is drawn once when the report is issued, and its bytes never change again", async () => {
    const report = await issuedReport();
    await report.issue();
    await renderReportPdf(report, NOW);
    const first = await asItsPartner(report);
    expect(Buffer.from(first!.bytes).subarray(0, 5).toString()).toBe("%PDF-");
    expect(first!.name).toMatch(/^SR-2026-10-[0-9A-Z]{6}\.pdf$/);
    await asOwner((tx) => tx.execute(sql`update companies set legal_name = 'Renamed' where id = ${report.partnerId}`));
    await renderReportPdf(report, NOW + 1);
    const again = await asItsPartner(report);
    expect(sha256(again!.bytes)).toBe(sha256(first!.bytes));
    const [stored] = await asOwner((tx) =>
      tx.execute(sql`select encode(sha256, 'hex') as hash from files where partner_id = ${report.partnerId}`),
    );
    expect(stored).toEqual({ hash: sha256(first!.bytes) });
  });

  it("belongs to its partner alone, and a draft's preview to nobody outside", async () => {
    const [report, other] = [await issuedReport(), await issuedReport()];
    await renderReportPdf(report, NOW);
    expect(await asItsPartner(report)).toBeNull();
    await report.issue();
    await renderReportPdf(report, NOW);
    expect(await asItsPartner(report)).not.toBeNull();
    expect(await asItsPartner(report, other.partnerId)).toBeNull();
    const files = await asOwner((tx) => tx.execute(sql`select from files where partner_id is null`));
    expect(files).toHaveLength(0);
  });
});

describe("a report as CSV", () => {
  it("[A26] has the lines and the records behind them, in words of the partner's language", async () => {
    const report = await issuedReport({ locale: "de", site: "=HYPERLINK(1)" });
    await report.issue();
    const [head, line] = await csv(report, "lines");
    expect(head).toContain("report,section,origin_month,description,site,component");
    expect(line).toContain(
      ",revenue,2026-10,,'=HYPERLINK(1),Energie,20.00,1,10.0000,10.0000,7.0000,0.0000,7.0000,7.0000,GBP",
    );
    const records = await csv(report, "records");
    expect(records).toHaveLength(2);
    expect(records[1]).toContain("2026-10-04 11:00:00,Europe/London");
    expect(records[1]).toContain("10.0000,GBP,10.0000,3.0000,7.0000,12.0000,0");
  });
});
