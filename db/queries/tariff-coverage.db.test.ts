/** Where a tariff is missing, with what it costs so far, and how assigning one mends it. */
import { beforeAll, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { connectors, tokens } from "@/db/schema";
import { assignSalesTariff } from "@/lib/tariffs/assign-sales-tariff.server";
import { assignTariff, withdrawTariff } from "@/lib/tariffs/assign-tariff.server";
import { createTariff } from "@/lib/tariffs/create-tariff.server";
import {
  assignSalesTariffInput,
  assignTariffInput,
  newTariffInput,
  type TariffKind,
  withdrawTariffInput,
} from "@/lib/tariffs/tariff-input";
import { testDatabase } from "@/scripts/testing/database";
import { staff } from "@/scripts/testing/master-data";
import { ocpiCdr } from "@/scripts/testing/ocpi";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  importText,
} from "@/scripts/testing/world";
import { companyGaps, connectorGaps, tokenGaps } from "./tariff-coverage";

await testDatabase();
const viewer = staff("finance");
const NOW = Date.parse("2026-10-20T12:00:00Z");
const TODAY = "2026-10-20";
const SINCE = "2026-01-01";
const FLEET_CARD = "01900000-0000-7000-8000-00000000f1ee";

const perKwh = (price: number) =>
  JSON.stringify({ currency: "GBP", elements: [{ price_components: [{ type: "ENERGY", price, vat: 20 }] }] });

async function given(name: string, kind: TariffKind, costs: object): Promise<string> {
  const saved = await createTariff(viewer, newTariffInput.parse({ name, kind, validFrom: SINCE, ...costs }), NOW);
  if ("problems" in saved) throw new Error(JSON.stringify(saved.problems));
  return saved.id;
}

const assign = (input: object) => assignTariff(viewer, assignTariffInput.parse({ from: SINCE, ...input }), NOW);
const withdraw = (input: object) =>
  withdrawTariff(viewer, withdrawTariffInput.parse({ kind: "charge_point_rate", from: SINCE, ...input }), NOW);
const assignSales = (input: object) =>
  assignSalesTariff(viewer, assignSalesTariffInput.parse({ from: SINCE, ...input }), NOW);

/** "evse gap sessions kWh revenue" of each connector, and of all together. */
async function atConnectors(): Promise<string[]> {
  const { rows, count, total } = await asOwner((tx) => connectorGaps(tx, TODAY));
  const stake = ({ sessions, energyKwh, revenue }: typeof total) =>
    [sessions, energyKwh / 10_000n, ...revenue.map((sum) => `${sum.currency} ${sum.amount}`)].join(" ");
  return [...rows.map((row) => `${row.evseUid} ${row.gap} ${stake(row)}`), `${count} ${stake(total)}`];
}

let host: string;
let fleet: string;
let emp: string;
let saleOnly: string;

beforeAll(async () => {
  const organization = await createOrganization();
  host = await createCompany({ name: "Host" });
  fleet = await createCompany({ name: "Fleet" });
  emp = await createCompany({ name: "Mobility", isEmp: true, roaming: "hub" });
  const evses = ["BARE", "SALE", "FULL", "FLEET", "UNUSED"];
  const ids = new Map<string, string>();
  for (const uid of evses) ids.set(uid, (await createEvse({ uid, ownerId: uid === "FLEET" ? fleet : host })).id);
  await createContract(host, organization.id, { terms: { kind: "purchase_price" } });
  await createContract(fleet, organization.id);
  await asOwner((tx) =>
    tx.insert(tokens).values({ id: FLEET_CARD, uid: "FLEET1", type: "RFID", issuerId: fleet, createdAt: 0 }),
  );
  saleOnly = await given("Sale only", "charge_point_rate", { json: perKwh(0.4) });
  await assign({ tariffId: saleOnly, evseIds: [ids.get("SALE"), ids.get("FLEET")] });
  const full = await given("Both", "charge_point_rate", { json: perKwh(0.4), purchaseJson: perKwh(0.2) });
  await assign({ tariffId: full, evseIds: [ids.get("FULL")] });
  const session = (id: string, evse: string, kwh: number) =>
    ocpiCdr({ id, evse, kwh, ended: "2026-10-03T10:00", token: "FLEET1" });
  const sessions = [
    session("1", "BARE", 10),
    session("2", "BARE", 5),
    session("3", "SALE", 10),
    session("4", "FULL", 7),
    session("5", "FLEET", 7),
  ];
  await importText(await createSource(), `[${sessions.join()}]`, null, NOW);
});

it("lists connectors without a rate, and those whose owner's contract needs a purchase cost, with what is at stake", async () => {
  expect(await atConnectors()).toEqual([
    // No price at all: 10 + 5 kWh.
    "BARE rate 2 15",
    // 10 kWh × 0.40 GBP that nobody can be paid for. FLEET has the same rate, but a revenue share needs no purchase cost.
    "SALE purchase 1 10 GBP 40000",
    "UNUSED rate 0 0",
    "3 3 25 GBP 40000",
  ]);
});

it("[B31] shrinks when single connectors get a rate with both costs", async () => {
  const tariffId = await given("Mend", "charge_point_rate", { json: perKwh(0.4), purchaseJson: perKwh(0.2) });
  const { rows } = await asOwner((tx) => connectorGaps(tx, TODAY));
  expect(await assign({ tariffId, connectorIds: rows.slice(0, 2).map((row) => row.connectorId) })).toBe(2);
  expect(await atConnectors()).toEqual(["UNUSED rate 0 0", "1 0 0"]);
  // Ending one tariff leaves another alone, even where both are named by their connectors.
  const all = await asOwner((tx) => tx.select({ id: connectors.id }).from(connectors));
  expect(await withdraw({ tariffId, connectorIds: all.map(({ id }) => id), from: "2026-10-01" })).toBe(2);
  expect((await atConnectors()).at(-1)).toMatch(/^3 /);
});

it("[B35] lists companies and tokens without an EMP sales tariff until they have one", async () => {
  const companies = async () =>
    (await asOwner((tx) => companyGaps(tx, TODAY))).rows.map((row) => [row.name, row.tokens]);
  const bare = async () => (await asOwner((tx) => tokenGaps(tx, TODAY))).rows.map((row) => [row.name, row.issuer]);
  expect(await companies()).toEqual([
    ["Fleet", 1],
    ["Mobility", 0],
  ]);
  expect(await bare()).toEqual([["FLEET1", "Fleet"]]);
  const tariffId = await given("Roaming", "emp_sales", { json: perKwh(0.5) });
  await assignSales({ tariffId, companyIds: [emp] });
  await assignSales({ tariffId, tokenIds: [FLEET_CARD] });
  expect(await companies()).toEqual([]);
  expect(await bare()).toEqual([]);
  await assignSales({ tokenIds: [FLEET_CARD], from: TODAY });
  expect(await bare()).toEqual([["FLEET1", "Fleet"]]);
});
