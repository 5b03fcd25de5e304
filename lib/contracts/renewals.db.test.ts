import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { agreementFile } from "@/db/queries/contract-agreements";
import { contractsEnding } from "@/db/queries/contract-renewals";
import { findContract } from "@/db/queries/contracts";
import { readFile } from "@/db/queries/files";
import { EVERYTHING } from "@/lib/access/scope";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, givenOrganization, givenSite, NOW, staff, waitingJobs } from "@/scripts/testing/master-data";
import { verbsOf } from "@/scripts/testing/people";
import { contractExtentInput, newContractInput } from "./contract-input";
import { createContract } from "./create-contract.server";
import { editContract } from "./edit-contract.server";
import { renewContracts } from "./renew-contracts.server";
import { storeAgreement } from "./store-agreement.server";
import { termsForm } from "./terms-form";
import { EMPTY_TERMS } from "./terms-form-values";

await testDatabase();
const finance = staff("finance");
let organizationId: string;
beforeAll(async () => {
  organizationId = await givenOrganization({ name: "CPO" });
});

/** Until August 2026, then six months more, with two months' notice: the last day for it is 30 June. */
async function create(partnerId: string, fields: object = {}): Promise<string> {
  const extent = { partnerId, organizationId, currency: "EUR", name: "Contract", scope: "all_sites" };
  const renewal = { startsIn: "2026-01", endsIn: "2026-08", renewalMonths: "6", noticeMonths: "2" };
  const input = newContractInput.parse({ ...extent, ...renewal, ...fields });
  const terms = termsForm.parse({ ...EMPTY_TERMS, acPercent: "70", dcPercent: "70" });
  return createContract(finance, { ...input, terms, reason: null }, NOW);
}

const endOf = async (id: string) => (await asStaff((tx) => findContract(tx, id)))?.endsIn;
/** Midnight in Berlin (UTC+2) when 1 July begins. */
const JULY = Date.UTC(2026, 5, 30, 22);

describe("a contract that renews by itself", () => {
  it("[A40] moves its end once, tells it in its history, and looks at the sessions of the months it gained", async () => {
    const id = await create(await givenCompany({ name: "Renewing" }));
    expect(await renewContracts(JULY - 1)).toBe(0);
    expect(await renewContracts(JULY)).toBe(1);
    expect(await endOf(id)).toBe("2027-02");
    expect((await waitingJobs("recalculate")).at(-1)).toMatchObject({ contractIds: [id], from: "2026-09-01" });
    expect(await renewContracts(JULY + 1)).toBe(0);
    expect(await verbsOf(id)).toEqual(["created", "renewed"]);
  });

  it("ends when notice was given", async () => {
    const id = await create(await givenCompany({ name: "Leaving" }));
    const notice = contractExtentInput.parse({
      name: "Contract",
      scope: "all_sites",
      endsIn: "2026-08",
      renewalMonths: "6",
      noticeMonths: "2",
      noticeGivenOn: "2026-06-30",
    });
    await editContract(finance, { ...notice, id, version: 1, reason: null }, NOW);
    expect(await renewContracts(JULY)).toBe(0);
    expect(await endOf(id)).toBe("2026-08");
  });

  it("ends where another contract follows in the same places", async () => {
    const partnerId = await givenCompany({ name: "Followed" });
    const [a, b] = [await givenSite("Follow A", ["FA1"]), await givenSite("Follow B", ["FB1"])];
    const old = await create(partnerId, { name: "Old", scope: "chosen_sites", siteIds: a.id });
    const other = await create(partnerId, { name: "Other place", scope: "chosen_sites", siteIds: b.id });
    const later = { startsIn: "2027-01", endsIn: "", renewalMonths: "", noticeMonths: "" };
    await create(partnerId, { name: "Next", scope: "chosen_evses", evseIds: a.evseIds, ...later });
    expect(await renewContracts(JULY)).toBe(1);
    expect([await endOf(old), await endOf(other)]).toEqual(["2026-08", "2027-02"]);
  });

  it("is among the contracts that end in some months until it has renewed", async () => {
    const id = await create(await givenCompany({ name: "Soon" }), { renewalMonths: "", endsIn: "2026-09" });
    const ending = await asStaff((tx) => contractsEnding(tx, EVERYTHING, "2026-09", "2026-09"));
    expect(ending.map((contract) => [contract.id, contract.partnerName, contract.endsIn])).toEqual([
      [id, "Soon", "2026-09"],
    ]);
  });

  it("needs an end to renew from", () => {
    const { error } = contractExtentInput.safeParse({ name: "A", scope: "all_sites", renewalMonths: "12" });
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
      ["endsIn", "contracts.renewalNeedsEnd"],
    ]);
  });
});

describe("a self-billing agreement", () => {
  const pdf = (text: string) => ({ name: "agreement.pdf", bytes: new TextEncoder().encode(`%PDF-1.7 ${text}`) });

  it("keeps its day and the document, byte by byte, until another comes", async () => {
    const id = await create(await givenCompany({ name: "Agreed" }));
    await storeAgreement(finance, id, { agreedOn: "2026-05-04", document: pdf("signed") }, NOW);
    await storeAgreement(finance, id, { agreedOn: "2026-05-05", document: null }, NOW);
    expect((await asStaff((tx) => findContract(tx, id)))?.selfBillingAgreedOn).toBe("2026-05-05");
    const file = await asStaff(async (tx) => {
      const found = await agreementFile(tx, id);
      return found && { ...found, text: (await readFile(tx, found.id)).toString() };
    });
    expect(file).toMatchObject({ name: "agreement.pdf", mediaType: "application/pdf", text: "%PDF-1.7 signed" });
  });

  it("is refused when it is no document, or too large", async () => {
    const id = await create(await givenCompany({ name: "Refused" }));
    const store = (bytes: Uint8Array) =>
      storeAgreement(finance, id, { agreedOn: "2026-05-04", document: { name: "a.pdf", bytes } }, NOW);
    await expect(store(new TextEncoder().encode("<script>"))).rejects.toMatchObject({
      code: "attachmentKind",
    });
    const large = new Uint8Array(20 * 1024 ** 2 + 1).fill(32);
    await expect(store(large)).rejects.toMatchObject({ code: "attachmentTooLarge" });
  });
});
