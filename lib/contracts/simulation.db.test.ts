/** A simulation over imported sessions, with results worked out by hand. */
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { findSimulation } from "@/db/queries/contract-simulations";
import { sumsByCurrency } from "@/db/queries/overview";
import { parseDecimalExact } from "@/lib/money/amount";
import { testDatabase } from "@/scripts/testing/database";
import { staff, waitingJobs } from "@/scripts/testing/master-data";
import { ocpi } from "@/scripts/testing/ocpi-cdr";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { newContractInput } from "./contract-input";
import { simulateContract } from "./simulate-contract.server";
import { type Simulation, shareOfMonth, simulationSchema } from "./simulation";
import { simulateNewContract, simulateOtherMonths, simulateTerms } from "./start-simulation.server";
import { termsForm } from "./terms-form";
import { EMPTY_TERMS, type TermsFormValues } from "./terms-form-values";

await testDatabase();
const finance = staff("finance");
/** 15 July 2026: June is over. */
const NOW = Date.UTC(2026, 6, 15, 12);
const MAY_AND_JUNE = { fromMonth: "2026-05", untilMonth: "2026-06" };
const decimal = (text: string) => parseDecimalExact(text);

let organization: { id: string };
let host: string;
let investor: string;
let contractId: string;
let north: { locationId: string };

beforeAll(async () => {
  organization = await createOrganization();
  [host, investor] = [await createCompany({ name: "Host" }), await createCompany({ name: "Investor" })];
  contractId = (await createContract(host, organization.id)).id;
  const ac = await createEvse({ uid: "AC1", ownerId: host, locationName: "North" });
  const dc = await createEvse({ uid: "DC1", ownerId: host, locationName: "South", connectors: { "1": "DC" } });
  north = ac;
  await createTariff([...ac.connectorIds, ...dc.connectorIds]);
  const session = (id: string, evse: string, day: string, kwh: number) =>
    ocpi({ id, evse, start: `${day}T10:00:00Z`, end: `${day}T11:00:00Z`, kwh });
  await importText(
    await createSource({ toleranceAmount: null }),
    [
      // 0.40 per kWh: AC 10 kWh = 4.00 and DC 50 kWh = 20.00 in May, AC 25 kWh = 10.00 in June, and one in July.
      session("1", "AC1", "2026-05-10", 10),
      session("2", "DC1", "2026-05-20", 50),
      session("3", "AC1", "2026-06-10", 25),
      session("4", "AC1", "2026-07-02", 100),
    ].join("\n"),
  );
});

const terms = (fields: Partial<TermsFormValues>) =>
  termsForm.parse({ ...EMPTY_TERMS, acPercent: "60", dcPercent: "50", ...fields });

async function resultOf(id: string): Promise<Simulation> {
  await simulateContract(id, () => NOW);
  const simulation = await asStaff((tx) => findSimulation(tx, id));
  expect(simulation?.state).toBe("done");
  return simulationSchema.decode(simulation!.result!);
}

describe("a simulation of changed terms", () => {
  it("[X3] [X4] divides each month's sessions by both contracts, with recipients, tiers and a guarantee", async () => {
    const proposed = terms({
      recipients: [{ partnerId: investor, percent: "25" }],
      revenueBands: [{ above: "20", extra: "10" }],
      guarantee: "5",
    });
    const id = await simulateTerms(finance, { id: contractId, terms: proposed, months: MAY_AND_JUNE }, NOW);
    expect((await waitingJobs("simulate_contract")).at(-1)).toEqual({ simulationId: id });
    const { months, sites, sessions } = await resultOf(id);
    const [may, june] = months as [Simulation["months"][0], Simulation["months"][0]];
    expect(sessions).toBe(3);
    // Present, 70 %: May 24.00 → 2.80 + 14.00 = 16.80; June 10.00 → 7.00.
    expect([may.present.share, june.present.share]).toEqual([decimal("16.80"), decimal("7")]);
    // Proposed: AC 60 % of 4.00 = 2.40, DC 50 % of 20.00 = 10.00; a quarter goes to the investor: 9.30 and 3.10.
    expect([may.proposed.share, may.proposed.further]).toEqual([decimal("9.30"), decimal("3.10")]);
    // The tier adds 10 % of what lies above 20.00: 0.40. In June 60 % of 10.00 less a quarter is 4.50, lifted to 5.00.
    expect([may.proposed.tier, may.proposed.guarantee]).toEqual([decimal("0.40"), 0n]);
    expect(june.proposed).toMatchObject({
      share: decimal("4.50"),
      further: decimal("1.50"),
      guarantee: decimal("0.50"),
    });
    expect([shareOfMonth(may.proposed), shareOfMonth(june.proposed)]).toEqual([decimal("9.70"), decimal("5")]);
    expect(sites.map((site) => [site.month, site.siteName, site.present.share, site.proposed.share])).toEqual([
      ["2026-05", "North", decimal("2.80"), decimal("1.80")],
      ["2026-05", "South", decimal("14"), decimal("7.50")],
      ["2026-06", "North", decimal("7"), decimal("4.50")],
    ]);
  });

  it("[X3] gives on its present side what the books have", async () => {
    const id = await simulateTerms(finance, { id: contractId, terms: terms({}), months: MAY_AND_JUNE }, NOW);
    const { months } = await resultOf(id);
    const days = { from: "2026-05-01", to: "2026-06-30" };
    const books = await asStaff((tx) => sumsByCurrency(tx, { kind: "partners", partnerIds: [host] }, days));
    expect(months.map((month) => month.present.share).reduce((a, b) => a + b)).toBe(books[0]?.partnerShare);
  });

  it("charges monthly fees of both sides for the chargers in scope", async () => {
    const fees = terms({ platformFee: "3", dcChargerFee: "7" });
    const id = await simulateTerms(finance, { id: contractId, terms: fees, months: MAY_AND_JUNE }, NOW);
    const { months } = await resultOf(id);
    expect(months.map(({ present, proposed }) => [present.fees, proposed.fees])).toEqual([
      [0n, decimal("10")],
      [0n, decimal("10")],
    ]);
  });

  it("looks at other months with the same terms, but at none that is not over", async () => {
    const id = await simulateTerms(finance, { id: contractId, terms: terms({}), months: MAY_AND_JUNE }, NOW);
    const may = { fromMonth: "2026-05", untilMonth: "2026-05" };
    const again = await resultOf(await simulateOtherMonths(finance, { id, months: may }, NOW));
    expect(again.months.map((month) => [month.month, month.sessions])).toEqual([["2026-05", 2]]);
    const july = simulateOtherMonths(finance, { id, months: { ...may, untilMonth: "2026-07" } }, NOW);
    await expect(july).rejects.toMatchObject({ code: "contracts.monthNotOver", field: "months.untilMonth" });
  });

  it("is done once, however often its job runs", async () => {
    const id = await simulateTerms(finance, { id: contractId, terms: terms({}) }, NOW);
    await resultOf(id);
    await simulateContract(id, () => NOW + 1);
    expect((await asStaff((tx) => findSimulation(tx, id)))?.finishedAt).toBe(NOW);
  });
});

describe("a simulation of a contract that is not written yet", () => {
  it("[X3] covers the chosen sites only, beside what divides them today", async () => {
    const input = newContractInput.parse({
      partnerId: host,
      organizationId: organization.id,
      currency: "GBP",
      name: "New",
      scope: "chosen_sites",
      siteIds: [north.locationId],
      startsIn: "2026-07",
    });
    const { months, undivided } = await resultOf(
      await simulateNewContract(finance, { ...input, terms: terms({}) }, NOW),
    );
    // The three months before July: April has none; AC only: 4.00 and 10.00 at 70 % and at 60 %.
    expect(months.map(({ month, present, proposed }) => [month, present.share, proposed.share])).toEqual([
      ["2026-04", 0n, 0n],
      ["2026-05", decimal("2.80"), decimal("2.40")],
      ["2026-06", decimal("7"), decimal("6")],
    ]);
    expect(undivided).toEqual({ present: 0, proposed: 0 });
  });

  it("names a recipient that is the partner itself", async () => {
    const wrong = terms({ recipients: [{ partnerId: host, percent: "10" }] });
    await expect(simulateTerms(finance, { id: contractId, terms: wrong }, NOW)).rejects.toMatchObject({
      code: "contracts.recipientIsOwner",
      field: "terms.recipients.0.partnerId",
    });
  });
});

it("lets only ten simulations of one person wait", async () => {
  const busy = { ...finance, userId: uuidv7() };
  const again = () => simulateTerms(busy, { id: contractId, terms: terms({}), months: MAY_AND_JUNE }, NOW);
  for (let n = 0; n < 10; n++) await again();
  await expect(again()).rejects.toMatchObject({ code: "contracts.tooManySimulations", params: { count: 10 } });
});
