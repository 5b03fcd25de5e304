import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { findContract, listContracts } from "@/db/queries/contracts";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, givenOrganization, givenSite, NOW, staff, waitingJobs } from "@/scripts/testing/master-data";
import { changeTerms } from "./change-terms.server";
import { contractExtentInput, newContractInput } from "./contract-input";
import { createContract } from "./create-contract.server";
import { editContract } from "./edit-contract.server";
import { parseTerms } from "./terms";
import { termsForm } from "./terms-form";
import { EMPTY_TERMS, type TermsFormValues } from "./terms-form-values";

await testDatabase();
const finance = staff("finance");
let organizationId: string;
beforeAll(async () => {
  organizationId = await givenOrganization({ name: "CPO" });
});

const terms = (fields: Partial<TermsFormValues> = {}) =>
  termsForm.parse({ ...EMPTY_TERMS, acPercent: "70", dcPercent: "60", ...fields });

const create = (partnerId: string, fields: object = {}, values = terms()) => {
  const extent = {
    partnerId,
    organizationId,
    currency: "EUR",
    name: "Contract",
    scope: "all_sites",
    startsIn: "2026-01",
  };
  return createContract(
    finance,
    { ...newContractInput.parse({ ...extent, ...fields }), terms: values, reason: null },
    NOW,
  );
};
const contract = (id: string) => asStaff((tx) => findContract(tx, id));

describe("a contract", () => {
  it("[A5] [A11] [A12] keeps share, basis and monthly fees as its first version", async () => {
    const partnerId = await givenCompany({ name: "Full" });
    const fees = { platformFee: "49,90", acChargerFee: "5", dcChargerFee: "12.50", basis: "collected" as const };
    const id = await create(partnerId, {}, terms(fees));
    const saved = await contract(id);
    expect(saved?.versions.map((version) => [version.version, version.validFrom])).toEqual([[1, "2026-01"]]);
    expect(parseTerms(saved?.versions[0]?.terms)).toMatchObject({
      basis: "collected",
      share: { acBasisPoints: 7000, dcBasisPoints: 6000 },
      monthly: { platformFee: 499_000n, chargerFee: { ac: 50_000n, dc: 125_000n } },
    });
    const jobs = await waitingJobs("recalculate");
    expect(jobs.at(-1)).toEqual({ partnerIds: [partnerId], contractIds: [id], from: "2026-01-01" });
    const events = await asStaff((tx) => tx.select().from(auditEvents));
    expect(events.filter((event) => event.objectId === id).map((event) => event.partnerId)).toEqual([partnerId]);
  });

  it("[A40] may not cover what another of the partner covers, and names that other", async () => {
    const partnerId = await givenCompany({ name: "Scopes" });
    const [a, b] = [await givenSite("Scope A", ["SA1", "SA2"]), await givenSite("Scope B", ["SB1"])];
    await create(partnerId, { name: "Site A", scope: "chosen_sites", siteIds: [a.id], endsIn: "2026-06" });
    const clash = { name: "One EVSE", scope: "chosen_evses", evseIds: [a.evseIds[0]] };
    await expect(create(partnerId, { ...clash, startsIn: "2026-06" })).rejects.toMatchObject({
      code: "contracts.intersects",
      params: { contract: "Site A" },
    });
    await create(partnerId, { ...clash, startsIn: "2026-07" });
    const siteB = await create(partnerId, { name: "Site B", scope: "chosen_sites", siteIds: b.id });
    await expect(create(partnerId, { name: "Everything" })).rejects.toMatchObject({ code: "contracts.intersects" });
    await create(partnerId, { name: "Pounds", currency: "GBP" });

    const widened = contractExtentInput.parse({ name: "Site B", scope: "all_sites" });
    const edit = editContract(finance, { ...widened, id: siteB, version: 1, reason: null }, NOW);
    await expect(edit).rejects.toMatchObject({ code: "contracts.intersects", field: "scope" });
  });

  it("is written once when two people write the same at once", async () => {
    const partnerId = await givenCompany({ name: "Twice" });
    const results = await Promise.allSettled([
      create(partnerId, { name: "Mine" }),
      create(partnerId, { name: "Yours" }),
    ]);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(refused).toEqual(["contracts.intersects"]);
  });

  it("[A5] changes by a new version from a month on", async () => {
    const id = await create(await givenCompany({ name: "Versions" }));
    const change = (validFrom: string, values = terms({ acPercent: "80" })) =>
      changeTerms(finance, { id, validFrom, terms: values, reason: null }, NOW);
    expect(await change("2026-05")).toBe(2);
    await expect(change("2026-05")).rejects.toMatchObject({ code: "contracts.versionExists" });
    await expect(change("2025-12")).rejects.toMatchObject({ code: "contracts.notInForce" });
    const other = terms({ kind: "purchase_price" });
    await expect(change("2026-08", other)).rejects.toMatchObject({ code: "contracts.kindFixed" });
    const page = (month: string) => asStaff((tx) => listContracts(tx, { search: "Versions" }, { limit: 5, month }));
    const share = async (month: string) => (await page(month)).rows.map((row) => parseTerms(row.terms));
    expect(await share("2026-04")).toMatchObject([{ share: { acBasisPoints: 7000 } }]);
    expect(await share("2026-05")).toMatchObject([{ share: { acBasisPoints: 8000 } }]);
  });

  it("recalculates from the month after its new end", async () => {
    const id = await create(await givenCompany({ name: "Ending" }));
    const ended = contractExtentInput.parse({ name: "Contract", scope: "all_sites", endsIn: "2026-06" });
    await editContract(finance, { ...ended, id, version: 1, reason: null }, NOW);
    expect((await waitingJobs("recalculate")).at(-1)).toMatchObject({ contractIds: [id], from: "2026-07-01" });
    const again = editContract(finance, { ...ended, id, version: 1, reason: null }, NOW);
    await expect(again).rejects.toMatchObject({ code: "contracts.changedMeanwhile" });
  });

  it("is made with partners only", async () => {
    const emp = await givenCompany({ name: "EMP", isPartner: false, isEmp: true });
    await expect(create(emp)).rejects.toMatchObject({ code: "contracts.notPartner" });
  });
});
