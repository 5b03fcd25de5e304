/** Which tariff prices a session and pays its owner, from the import to the record (B25–B38, B43, B44; D4, D5, D19). */
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { cdrs, organizations, tokens } from "@/db/schema";
import { releaseHeld } from "@/lib/cdrs/release-held.server";
import type { CrossCheck } from "@/lib/records/cross-check";
import { recalculate } from "@/lib/records/recalculate.server";
import { testDatabase } from "@/scripts/testing/database";
import { staff, waitingJobs } from "@/scripts/testing/master-data";
import { ocpiCdr, type SessionWords } from "@/scripts/testing/ocpi";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  importText,
} from "@/scripts/testing/world";
import { assignSalesTariff } from "./assign-sales-tariff.server";
import { assignTariff, withdrawTariff } from "./assign-tariff.server";
import { changeTariff } from "./change-tariff.server";
import { createTariff } from "./create-tariff.server";
import {
  assignSalesTariffInput,
  assignTariffInput,
  newTariffInput,
  newVersionInput,
  type TariffKind,
  withdrawTariffInput,
} from "./tariff-input";

await testDatabase();

const viewer = staff("finance");
const NOW = Date.parse("2026-10-20T12:00:00Z");
const SINCE = "2026-01-01";

/** An OCPI tariff with one price per kWh and 20 % VAT. */
const perKwh = (price: number) =>
  JSON.stringify({
    currency: "GBP",
    elements: [{ price_components: [{ type: "ENERGY", price, vat: 20, step_size: 1 }] }],
  });

async function given(name: string, kind: TariffKind, costs: object): Promise<string> {
  const saved = await createTariff(viewer, newTariffInput.parse({ name, kind, validFrom: SINCE, ...costs }), NOW);
  if ("problems" in saved) throw new Error(JSON.stringify(saved.problems));
  return saved.id;
}

const assign = (tariffId: string, evseIds: string[], days: object = { from: SINCE }) =>
  assignTariff(viewer, assignTariffInput.parse({ tariffId, evseIds, ...days }), NOW);
const assignSales = (input: object) =>
  assignSalesTariff(viewer, assignSalesTariffInput.parse({ from: SINCE, ...input }), NOW);

type World = Record<
  "hub" | "bilateral" | "fleet" | "rated" | "community" | "sourceId" | "salesId" | "communityId",
  string
>;
const world = {} as World;
/** Of its own in each test. */
let n = 0;

beforeAll(async () => {
  const organization = await createOrganization();
  const settings = { communityDiscounts: [{ from: SINCE, basisPoints: 1000 }] };
  await asOwner((tx) => tx.update(organizations).set({ settings }).where(eq(organizations.id, organization.id)));
  const host = await createCompany({ name: "Host" });
  world.fleet = await createCompany({ name: "Fleet" });
  world.hub = await createCompany({ name: "Hub EMP", isEmp: true, roaming: "hub" });
  world.bilateral = await createCompany({ name: "Bilateral EMP", isEmp: true, roaming: "bilateral" });
  world.rated = (await createEvse({ uid: "RATED", ownerId: host })).id;
  world.community = (await createEvse({ uid: "COMMUNITY", ownerId: host })).id;
  await createContract(host, organization.id, { terms: { kind: "purchase_price" } });
  await createContract(world.fleet, organization.id);
  // Both have a COMMUNITY tariff; only one a rate with a purchase cost.
  await assign(await given("Rate", "charge_point_rate", { json: perKwh(0.5), purchaseJson: perKwh(0.3) }), [
    world.rated,
  ]);
  await assign(await given("Sale only", "charge_point_rate", { json: perKwh(0.55) }), [world.community]);
  world.communityId = await given("COMMUNITY", "community", { json: perKwh(0.6), purchaseJson: perKwh(0.4) });
  await assign(world.communityId, [world.rated, world.community]);
  world.salesId = await given("Fleet card", "emp_sales", { json: perKwh(0.35) });
  world.sourceId = await createSource();
});

async function givenToken(issuerId: string): Promise<{ id: string; uid: string }> {
  const uid = `CARD${++n}`;
  const id = `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
  await asOwner((tx) => tx.insert(tokens).values({ id, uid, type: "RFID", issuerId, createdAt: 0 }));
  return { id, uid };
}

/** Imports a session of 10 kWh and says what was charged, what the owner gets, and why. */
async function charge(evse: string, session: Partial<SessionWords>, sourceId = world.sourceId) {
  const id = `S${++n}`;
  const importId = await importText(
    sourceId,
    `[${ocpiCdr({ id, evse, ended: "2026-10-03T10:00", kwh: 10, ...session })}]`,
    null,
    NOW,
  );
  return { id, importId, ...(await outcomeOf(id)) };
}

async function outcomeOf(cdrId: string) {
  const [row] = await asOwner((tx) => tx.select().from(cdrs).where(eq(cdrs.cdrId, cdrId)));
  const [record] = await asOwner((tx) =>
    tx.execute<{ share: string }>(
      sql`select partner_share::text as share from revenue_records where cdr_id = ${cdrId}`,
    ),
  );
  return {
    sold: row?.revenue ?? null,
    sales: row?.tariffReason,
    settlement: row?.settlement,
    purchase: row?.purchaseReason,
    discount: row?.purchaseDiscountBasisPoints,
    share: record?.share,
    row,
  };
}

const ofHub = async () => ({ token: (await givenToken(world.hub)).uid });

describe("external sessions", () => {
  it("[B30, B43] pay the owner by the charge point rate, without the discount", async () => {
    // 10 kWh × 0.30; the COMMUNITY tariff at the same charge point and its 10 % do not count.
    expect(await charge("RATED", await ofHub())).toMatchObject({
      sold: 50_000n,
      sales: "charge_point_rate",
      purchase: "charge_point_rate",
      discount: null,
      share: "3.0000",
    });
  });

  it("[B19, B28, B33] pay the owner by the COMMUNITY tariff less the discount where no rate has a purchase cost", async () => {
    // 10 kWh × 0.40 = 4.00, less 10 %.
    const paid = { purchase: "community_tariff", discount: 1000, share: "3.6000", sold: 55_000n };
    expect(await charge("COMMUNITY", await ofHub())).toMatchObject(paid);
    expect(await charge("COMMUNITY", { tokenType: "AD_HOC_USER" })).toMatchObject(paid);
  });

  it("[B44] of a bilateral EMP are not payable without a rate, and by a rate with one", async () => {
    const token = (await givenToken(world.bilateral)).uid;
    expect(await charge("COMMUNITY", { token })).toMatchObject({
      sold: 55_000n,
      settlement: "no_rate",
      purchase: "bilateral_without_rate",
      share: undefined,
    });
    expect(await charge("RATED", { token })).toMatchObject({ purchase: "charge_point_rate", share: "3.0000" });
  });

  it("[B31] follow the withdrawal of the COMMUNITY tariff", async () => {
    const days = { from: "2026-09-01", to: "2026-09-30" };
    const input = withdrawTariffInput.parse({ kind: "community", evseIds: [world.community], ...days });
    expect(await withdrawTariff(viewer, input, NOW)).toBe(1);
    const september = await charge("COMMUNITY", { ...(await ofHub()), ended: "2026-09-03T10:00" });
    expect(september).toMatchObject({ settlement: "no_rate", purchase: "no_community_tariff" });
    expect(await assign(world.communityId, [world.community], days)).toBe(1);
  });
});

describe("internal sessions", () => {
  it("[B34, B35, B36] price the token's company by its EMP sales tariff and pay the owner by the rate", async () => {
    const token = await givenToken(world.fleet);
    expect(await assignSales({ tariffId: world.salesId, tokenIds: [token.id] })).toBe(1);
    const session = await charge("RATED", { token: token.uid });
    expect(session).toMatchObject({ sold: 35_000n, sales: "sales_tariff_of_token", share: "3.0000" });
    const [expense] = await asOwner((tx) =>
      tx.execute(sql`select partner_id, amount::text from expense_records where cdr_id = ${session.id}`),
    );
    expect(expense).toEqual({ partner_id: world.fleet, amount: "3.5000" });
  });

  it("[B37] fall back to the sales cost of the rate, and are never COMMUNITY", async () => {
    const token = (await givenToken(world.fleet)).uid;
    expect(await charge("RATED", { token })).toMatchObject({ sold: 50_000n, sales: "charge_point_rate" });
    expect(await charge("COMMUNITY", { token })).toMatchObject({ purchase: "internal_without_rate", share: undefined });
  });

  it("[B35, B37] take the tariff of the issuing company for tokens without one, and follow when it is given", async () => {
    const token = (await givenToken(world.fleet)).uid;
    const session = await charge("RATED", { token });
    expect(session).toMatchObject({ sold: 50_000n });
    expect(await assignSales({ tariffId: world.salesId, companyIds: [world.fleet] })).toBe(1);
    const jobs = (await waitingJobs("recalculate")) as { connectorIds: string[]; from: string }[];
    expect(jobs.some((job) => job.connectorIds.includes(session.row!.connectorId))).toBe(true);
    await recalculate({ connectorIds: [session.row!.connectorId], from: SINCE }, NOW);
    expect(await outcomeOf(session.id)).toMatchObject({ sold: 35_000n, sales: "sales_tariff_of_company" });
    expect(await assignSales({ tariffId: null, companyIds: [world.fleet] })).toBe(1);
  });
});

describe("price configurations", () => {
  it("[B38] narrow a tariff for one EMP's tokens at one owner's stations", async () => {
    const tariffId = await given("Narrowed", "charge_point_rate", { json: perKwh(0.5), purchaseJson: perKwh(0.3) });
    const evse = await createEvse({ uid: "NARROW", ownerId: await createCompany({ name: "Narrow host" }) });
    const [organization] = await asOwner((tx) => tx.select().from(organizations));
    const [owner] = await asOwner((tx) =>
      tx.execute<{ id: string }>(sql`select id from companies where name = 'Narrow host'`),
    );
    await createContract(owner!.id, organization!.id, { terms: { kind: "purchase_price" } });
    await assign(tariffId, [evse.id]);
    const configurations = [
      { issuerId: world.bilateral, json: perKwh(0.7) },
      { issuerId: world.bilateral, ownerId: owner!.id, purchaseJson: perKwh(0.45) },
    ];
    const version = { tariffId, validFrom: "2026-10-01", json: perKwh(0.5), purchaseJson: perKwh(0.3), configurations };
    expect(await changeTariff(viewer, newVersionInput.parse(version), NOW)).toMatchObject({ version: 2 });
    const session = await charge("NARROW", { token: (await givenToken(world.bilateral)).uid });
    // The sale by the first, the purchase by the second: each side by the most specific that has such a cost.
    expect(session).toMatchObject({ sold: 70_000n, share: "4.5000", purchase: "charge_point_rate" });
    expect(session.row!.priceConfigurationId).not.toBe(session.row!.purchaseConfigurationId);
    expect(await charge("NARROW", await ofHub())).toMatchObject({ sold: 50_000n, share: "3.0000" });
  });
});

describe("what prices a CDR, and the cross-check", () => {
  const ocpi = (id: string, price: number) => ({
    id,
    ...JSON.parse(perKwh(price)),
    last_updated: "2026-01-01T00:00:00Z",
  });

  it("[H5] is the source's choice: the CDR's own tariffs, or its total cost", async () => {
    const byTariffs = await createSource({ pricing: "cdr_tariffs" });
    const session = { ...(await ofHub()), tariffs: [ocpi("X", 0.2)], totalCost: 1.25 };
    expect(await charge("RATED", session, byTariffs)).toMatchObject({ sold: 20_000n, sales: "cdr_tariffs" });
    const byTotal = await createSource({ pricing: "total_cost" });
    const priced = await charge("RATED", session, byTotal);
    // The owner is still paid by the rate.
    expect(priced).toMatchObject({ sold: 12_500n, sales: "total_cost", share: "3.0000" });
    expect(priced.row).toMatchObject({ tariffVersionId: null, gross: null });
  });

  it("[H6] says why a source's choice gives no price", async () => {
    const byTariffs = await createSource({ pricing: "cdr_tariffs" });
    expect((await charge("RATED", {}, byTariffs)).row).toMatchObject({ nonRatedReason: "no_tariff" });
    expect((await charge("RATED", { tariffs: [{ id: "X" }] }, byTariffs)).row).toMatchObject({
      nonRatedReason: "cdr_tariff_invalid",
    });
  });

  it("[X14] holds a session whose prices differ beyond the tolerance, with both amounts, until a person releases it", async () => {
    const sourceId = await createSource({ toleranceAmount: 100n, toleranceBasisPoints: 50 });
    // 5.00 by our tariff; 0.5 % of it, 0.025, is more than 0.01.
    const within = await charge("RATED", { totalCost: 5.025, tariffs: [ocpi("X", 0.5)] }, sourceId);
    expect(within.row?.crossCheck as CrossCheck).toMatchObject({
      pricedBy: "assigned_tariff",
      others: [
        { by: "cdr_tariffs", priced: "5.0000", other: "5.0000", differs: false },
        { by: "total_cost", priced: "5.0000", other: "5.0250", differs: false },
      ],
    });
    const beyond = await charge("RATED", { totalCost: 5.0251 }, sourceId);
    expect(beyond.row).toBeUndefined();
    const [held] = await asOwner((tx) =>
      tx.execute<{
        sourceId: string;
        cdrId: string;
        contentHash: string;
        reasons: string[];
        crossCheck: CrossCheck;
      }>(sql`
        select source_id as "sourceId", cdr_id as "cdrId", encode(content_hash, 'hex') as "contentHash", reasons,
          cross_check as "crossCheck" from held_cdrs where cdr_id = ${beyond.id}`),
    );
    expect(held!.reasons).toEqual(["price_differs"]);
    expect(held!.crossCheck.others).toEqual([
      { by: "total_cost", side: "net", priced: "5.0000", other: "5.0251", currency: "GBP", differs: true },
    ]);
    const [listed] = await asOwner((tx) =>
      tx.execute(sql`select code, params from import_rows where import_id = ${beyond.importId}`),
    );
    expect(listed).toMatchObject({ code: "price_differs", params: { priced: "5.0000", other: "5.0251" } });
    expect(await releaseHeld(viewer, [held!], "agreed with the operator", NOW)).toMatchObject({ released: 1 });
    // By the source's choice: our tariff.
    expect(await outcomeOf(beyond.id)).toMatchObject({ sold: 50_000n, sales: "charge_point_rate" });
  });

  it("compares nothing where the source states no tolerance", async () => {
    const session = await charge("RATED", { totalCost: 99, tariffs: [ocpi("X", 9)] });
    expect(session.row).toMatchObject({ crossCheck: null, revenue: 50_000n });
  });
});

describe("assigning", () => {
  it("keeps a tariff to what it is for", async () => {
    await expect(assign(world.salesId, [world.rated])).rejects.toMatchObject({ code: "tariffs.notForConnectors" });
    const { id } = await givenToken(world.fleet);
    const wrong = assignSales({ tariffId: world.communityId, tokenIds: [id] });
    await expect(wrong).rejects.toMatchObject({ code: "tariffs.notForTokens" });
    const gone = assignSales({ tariffId: world.salesId, tokenIds: [world.rated] });
    await expect(gone).rejects.toMatchObject({ code: "tariffs.holdersGone" });
  });
});
