/** A small world for the tests of records: one or two organizations, partners with a station each, and their records. */
import { uuidv7 } from "uuidv7";
import { asOwner, type Tx } from "@/db/client";
import { cdrs, companies, evses, locations, organizations, sources, users } from "@/db/schema";
import { EVERYTHING } from "@/lib/access/scope";
import type { Viewer } from "@/lib/access/viewer";
import { dateOf, type Instant, monthOf } from "@/lib/calendar/calendar";
import { collectedOfRecord } from "@/lib/cdrs/take-in";
import type { ExpenseRecord, RevenueRecord } from "@/lib/records/record";
import { RollupDeltas } from "@/lib/records/rollups";
import { lockPeriods } from "./periods";
import { addToRollups, insertExpenseRecords, insertRevenueRecords } from "./record-writes";

export const NOW = Date.parse("2026-11-21T12:00:00Z");

export type TestPartner = { id: string; name: string; locationId: string; evseId: string; site: string };
export type World = {
  viewer: Viewer;
  sourceId: string;
  organizations: { id: string; companyId: string; currency: string; timeZone: string }[];
  partners: TestPartner[];
};

/** Berlin in EUR, London in GBP; partners Alpha, Beta and Gamma. */
export async function createWorld(): Promise<World> {
  return asOwner(async (tx) => {
    const own = await company(tx, "Own CPO", { isOwn: true });
    const world: World = {
      viewer: await finance(tx),
      sourceId: uuidv7(),
      organizations: [
        { id: uuidv7(), companyId: own, currency: "EUR", timeZone: "Europe/Berlin" },
        { id: uuidv7(), companyId: own, currency: "GBP", timeZone: "Europe/London" },
      ],
      partners: [],
    };
    for (const organization of world.organizations) {
      await tx
        .insert(organizations)
        .values({ ...organization, name: `Org ${organization.currency}`, locale: "en", createdAt: NOW });
    }
    await tx.insert(sources).values({ id: world.sourceId, name: "backend", format: "csv", createdAt: NOW });
    for (const name of ["Alpha", "Beta", "Gamma"]) world.partners.push(await partner(tx, name));
    return world;
  });
}

async function finance(tx: Tx): Promise<Viewer> {
  const id = uuidv7();
  const person = { name: "Fay Nance", email: "fay@example.com", role: "finance" as const, locale: "en" };
  await tx.insert(users).values({ id, ...person, createdAt: NOW } as typeof users.$inferInsert);
  return { ...person, userId: id, companyId: null, scope: EVERYTHING };
}

async function company(tx: Tx, name: string, kind: { isOwn?: boolean; isPartner?: boolean }): Promise<string> {
  const id = uuidv7();
  await tx.insert(companies).values({ id, name, legalName: `${name} Ltd`, country: "GB", createdAt: NOW, ...kind });
  return id;
}

async function partner(tx: Tx, name: string): Promise<TestPartner> {
  const id = await company(tx, name, { isPartner: true });
  const [locationId, evseId, site] = [uuidv7(), uuidv7(), `${name} Park`];
  const place = { country: "GB", timeZone: "Europe/London", createdAt: NOW };
  await tx.insert(locations).values({ id: locationId, externalId: site, name: site, ...place });
  await tx.insert(evses).values({ id: evseId, locationId, uid: `${name}-1`, createdAt: NOW });
  return { id, name, locationId, evseId, site };
}

/** What a test says of a record; the rest is filled in. */
export type RecordWish = Partial<RevenueRecord> & { endedAt?: Instant };

/** A revenue record of 10.00 (8.00 + 2.00 VAT-free), 60 % of it the partner's, ended in October. */
export function recordOf(world: World, partner: TestPartner, wish: RecordWish = {}): RevenueRecord {
  const organization = world.organizations.find((each) => each.id === wish.organizationId) ?? world.organizations[0]!;
  const endedAt = wish.endedAt ?? Date.parse("2026-10-15T10:00:00Z");
  const revenue = wish.revenue ?? 100_000n;
  const partnerShare = wish.partnerShare ?? (revenue * 6n) / 10n;
  const month = monthOf(endedAt, organization.timeZone);
  const id = wish.id ?? uuidv7();
  return {
    id,
    partnerId: partner.id,
    organizationId: organization.id,
    currency: organization.currency,
    periodMonth: month,
    originMonth: month,
    origin: "session",
    sourceId: world.sourceId,
    cdrId: `cdr ${id}`,
    correctsId: null,
    ownerRecordId: null,
    startedAt: endedAt - 1_800_000,
    endedAt,
    day: dateOf(endedAt, organization.timeZone),
    locationId: partner.locationId,
    locationName: partner.site,
    evseId: partner.evseId,
    evseUid: `${partner.name}-1`,
    connectorId: "1",
    current: "AC",
    energyKwh: 200_000n,
    driver: "ABCDEFG",
    payer: "roaming",
    revenue,
    partnerShare,
    operatorShare: revenue - partnerShare,
    gross: (revenue * 12n) / 10n,
    electricityCost: null,
    due: (revenue * 12n) / 10n,
    basis: "generated",
    parts: [{ line: "energy", vatBasisPoints: 2000, revenue, partnerShare }],
    steps: [],
    flags: [],
    contractId: null,
    contractVersionId: null,
    tariffVersionId: null,
    reason: null,
    createdAt: NOW,
    ...wish,
  };
}

/** Writes records as an import does: periods, CDRs, rows and sums. Nothing of them is collected, unless nothing is due. */
export async function writeRecords(world: World, records: readonly RevenueRecord[]): Promise<void> {
  await asOwner(async (tx) => {
    await lockPeriods(tx, records.map(periodOf), "shared", NOW);
    await insertRevenueRecords(tx, records);
    await writeCdrs(tx, world, records);
    const deltas = new RollupDeltas();
    for (const record of records) deltas.add(record, 1, collectedOfRecord(record, 0n));
    await addToRollups(tx, deltas);
  });
}

function periodOf({ partnerId, organizationId, currency, periodMonth }: RevenueRecord) {
  return { partnerId, organizationId, currency, month: periodMonth };
}

async function writeCdrs(tx: Tx, world: World, records: readonly RevenueRecord[]): Promise<void> {
  const rows = records.flatMap((record, line) =>
    record.cdrId === null || record.correctsId || record.ownerRecordId
      ? []
      : [
          {
            sourceId: world.sourceId,
            cdrId: record.cdrId,
            kind: "session" as const,
            contentHash: Buffer.from(record.id),
            content: {},
            line,
            startedAt: record.startedAt,
            endedAt: record.endedAt,
            energyKwh: record.energyKwh,
            organizationId: record.organizationId,
            originMonth: record.originMonth,
            locationId: record.locationId,
            evseId: record.evseId,
            connectorId: record.evseId,
            current: record.current ?? "AC",
            payer: "roaming" as const,
            payerReason: "token",
            currency: record.currency,
            revenue: record.revenue,
            ownerId: record.partnerId,
            settlement: "recorded" as const,
            flags: [],
            createdAt: NOW,
          },
        ],
  );
  if (rows.length > 0) await tx.insert(cdrs).values(rows);
}

/** An expense record of a platform fee of 49.00 for October. */
export function expenseOf(world: World, partner: TestPartner, wish: Partial<ExpenseRecord> = {}): ExpenseRecord {
  const organization = world.organizations.find((each) => each.id === wish.organizationId) ?? world.organizations[0]!;
  return {
    id: uuidv7(),
    partnerId: partner.id,
    organizationId: organization.id,
    currency: organization.currency,
    periodMonth: "2026-10",
    originMonth: "2026-10",
    origin: "platform_fee",
    sourceId: null,
    cdrId: null,
    correctsId: null,
    occurredAt: Date.parse("2026-10-31T12:00:00Z"),
    quantity: 10_000n,
    unitPrice: 490_000n,
    amount: 490_000n,
    params: {},
    steps: [],
    contractId: null,
    contractVersionId: null,
    reason: null,
    createdAt: NOW,
    createdBy: null,
    ...wish,
  };
}

export async function writeExpenses(rows: readonly ExpenseRecord[]): Promise<void> {
  await asOwner((tx) => insertExpenseRecords(tx, rows));
}
