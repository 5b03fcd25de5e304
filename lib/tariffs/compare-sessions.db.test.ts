import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import { sessionsToTry, tariffObject, tariffVersionChoices } from "@/db/queries/tariff-trials";
import { salesTariffAssignments, tariffs, tokens } from "@/db/schema";
import { formatDecimal } from "@/lib/money/amount";
import { testDatabase } from "@/scripts/testing/database";
import { ocpi } from "@/scripts/testing/ocpi-cdr";
import {
  createCompany,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { compareSessions } from "./compare-sessions.server";
import { parseTariff, type Tariff } from "./tariff";

await testDatabase();

const energy = (price: number, fields: object = {}): Tariff => {
  const elements = [{ price_components: [{ type: "ENERGY", price, vat: 20, step_size: 1 }] }];
  const parsed = parseTariff({ id: "T", currency: "GBP", elements, ...fields });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.tariff;
};

const file = (sessions: readonly Parameters<typeof ocpi>[0][]) => `[${sessions.map(ocpi).join(",")}]`;

let first: string;
let firstVersion: string;
let site: string;

beforeAll(async () => {
  await createOrganization();
  const here = await createEvse({ uid: "HERE" });
  const there = await createEvse({ uid: "THERE" });
  site = there.locationId;
  ({ id: first, versionId: firstVersion } = await createTariff(here.connectorIds));
  await createTariff(there.connectorIds);
  const sourceId = await createSource();
  await importText(
    sourceId,
    file([
      { id: "a", evse: "HERE", start: "2026-09-10T10:00:00Z", end: "2026-09-10T11:00:00Z", kwh: 10 },
      { id: "b", evse: "HERE", start: "2026-09-30T22:30:00Z", end: "2026-09-30T23:30:00Z", kwh: 20 },
      { id: "c", evse: "HERE", start: "2026-10-01T10:00:00Z", end: "2026-10-01T11:00:00Z", kwh: 40 },
      { id: "d", evse: "THERE", start: "2026-09-12T10:00:00Z", end: "2026-09-12T11:00:00Z", kwh: 5 },
    ]),
  );
});

const compare = (locationId: string | null, most?: number) =>
  asStaff((tx) =>
    compareSessions(
      tx,
      { month: "2026-09", locationId, tariffId: first },
      { first: energy(0.4), second: energy(0.5, { max_price: { excl_vat: 4.5 } }) },
      most,
    ),
  );

it("prices the sessions that had the first tariff and ended in the month by both", async () => {
  // London: b ends at 00:30 of 1 October. So a: 10 kWh, 4.00 against the maximum of 4.50.
  const { counted, dearer, cut, first: a, second: b, rises } = await compare(null);
  expect({ counted, dearer, cut }).toEqual({ counted: 1, dearer: 1, cut: false });
  expect([formatDecimal(a.revenue), formatDecimal(b.revenue)]).toEqual(["4.0000", "4.5000"]);
  expect(rises.map(({ session }) => [session.cdrId, session.timeZone])).toEqual([["a", "Europe/London"]]);
});

it("prices all of a site, whatever they had", async () => {
  const { counted, second } = await compare(site);
  expect([counted, formatDecimal(second.revenue)]).toEqual([1, "2.5000"]);
});

it("says when there are more than it may read", async () => {
  expect(await compare(null, 0)).toMatchObject({ counted: 0, cut: true });
});

it("offers the last sessions of a tariff's connectors, or those whose id begins like what is looked for", async () => {
  const offered = (cdrId: string | null) =>
    asStaff((tx) => sessionsToTry(tx, { tariffId: first, cdrId }, 10)).then((rows) => rows.map((row) => row.cdrId));
  expect(await offered(null)).toEqual(["c", "b", "a"]);
  expect(await offered("d")).toEqual(["d"]);
  expect(await offered("%")).toEqual([]);
});

it("finds the sessions of a tariff that drivers have by their token's issuer", async () => {
  const issuerId = await createCompany();
  const [emp, tokenId] = [uuidv7(), uuidv7()];
  await asOwner(async (tx) => {
    await tx.insert(tariffs).values({ id: emp, kind: "emp_sales", name: "EMP", currency: "GBP", createdAt: 0 });
    await tx.insert(tokens).values({ id: tokenId, uid: "FLEET", type: "RFID", issuerId, createdAt: 0 });
    const days = { from: "2026-09-01", until: "2026-09-20" };
    await tx
      .insert(salesTariffAssignments)
      .values({ id: uuidv7(), companyId: issuerId, tariffId: emp, days, createdAt: 0 });
  });
  await importText(
    await createSource(),
    file([
      { id: "e", evse: "THERE", start: "2026-09-15T10:00:00Z", end: "2026-09-15T11:00:00Z", kwh: 1, token: "FLEET" },
      { id: "f", evse: "THERE", start: "2026-09-25T10:00:00Z", end: "2026-09-25T11:00:00Z", kwh: 1, token: "FLEET" },
    ]),
  );
  const found = await asStaff((tx) => sessionsToTry(tx, { tariffId: emp, cdrId: null }, 10));
  expect(found.map((row) => row.cdrId)).toEqual(["e"]);
});

it("reads each cost of a version, and offers no tariff that is archived unless it is named", async () => {
  expect(parseTariff(await asStaff((tx) => tariffObject(tx, firstVersion, "sales"))).ok).toBe(true);
  expect(await asStaff((tx) => tariffObject(tx, firstVersion, "purchase"))).toBeNull();
  const { id, versionId } = await createTariff([]);
  await asOwner((tx) => tx.update(tariffs).set({ archivedAt: 1 }).where(eq(tariffs.id, id)));
  const offered = (named: string[]) =>
    asStaff((tx) => tariffVersionChoices(tx, named)).then((rows) => rows.some((row) => row.id === versionId));
  expect([await offered([]), await offered([versionId])]).toEqual([false, true]);
});
