import { expect, it } from "vitest";
import { asOwner, asPartner, asStaff } from "@/db/client";
import { EVERYTHING } from "@/lib/access/scope";
import { SYSTEM } from "@/lib/audit/event";
import { formatDecimal } from "@/lib/money/amount";
import { addSession } from "@/scripts/testing/books";
import { testDatabase } from "@/scripts/testing/database";
import { createCompany, createContract, createEvse, createOrganization } from "@/scripts/testing/world";
import { draftReports } from "./draft-report.server";
import { issueReports } from "./issue-report.server";
import { sumsOfTerms, type TermSoFar, termsSoFar } from "./terms-so-far.server";

await testDatabase();
const organization = await createOrganization();
const share = { acBasisPoints: 7000, dcBasisPoints: 7000 };

async function partner(monthly: Record<string, unknown>) {
  const partnerId = await createCompany();
  const evse = await createEvse({ uid: `E${partnerId.slice(-6)}`, ownerId: partnerId });
  const terms = { kind: "revenue_share" as const, share, monthly };
  const contract = await createContract(partnerId, organization.id, { terms, startsIn: "2026-10" });
  const stand = { evseId: evse.id, locationId: evse.locationId, locationName: "Site" };
  return { partnerId, organizationId: organization.id, contractId: contract.id, ...stand };
}

const told = (terms: readonly TermSoFar[]) => terms.map(({ term, amount }) => `${term} ${formatDecimal(amount)}`);

it("[X4, A36] shows month terms as things stand, with each session, until the month is issued", async () => {
  const tiers = { measure: "revenue", bands: [{ above: "100", extraBasisPoints: 1000 }] };
  const [tiered, guaranteed] = [await partner({ tiers }), await partner({ guarantee: "50" })];
  await partner({ platformFee: "5" });
  const scope = { kind: "partners" as const, partnerIds: [tiered.partnerId] };
  const mine = () => asPartner(scope.partnerIds, (tx) => termsSoFar(tx, scope, "2026-10"));
  await addSession({ ...tiered, ended: "2026-10-03T10:00", parts: { energy: ["90", "63"] } });
  expect(told(await mine())).toEqual([]);
  await addSession({ ...tiered, ended: "2026-10-04T10:00", parts: { energy: ["60", "42"] } });
  // (150.00 − 100.00) × 10 %
  expect(told(await mine())).toEqual(["tier 5.0000"]);

  await addSession({ ...guaranteed, ended: "2026-10-04T10:00", parts: { energy: ["10", "7"] } });
  const all = await asStaff((tx) => termsSoFar(tx, EVERYTHING, "2026-10"));
  // 5.00 and 50.00 − 7.00
  expect(told(all).sort()).toEqual(["guarantee 43.0000", "tier 5.0000"]);
  expect(sumsOfTerms(all)).toEqual([{ currency: "GBP", amount: 480_000n }]);

  const key = { partnerId: tiered.partnerId, organizationId: organization.id, currency: "GBP", month: "2026-10" };
  const by = { actor: SYSTEM, at: Date.parse("2026-11-20T09:00:00Z") };
  await asOwner(async (tx) => [await draftReports(tx, [key], by), await issueReports(tx, [key], by)]);
  expect(await mine()).toEqual([]);
});
