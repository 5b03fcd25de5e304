/** Simulations of contracts (X3), and the sessions they are made of. */
import { and, desc, eq, inArray } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import { companies, contractSimulations, contracts, organizations, users } from "@/db/schema";
import { instantFromDriver } from "@/db/schema/columns";
import type { Instant, Month } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import { readStoredCdr, type StoredCdr } from "@/lib/cdrs/stored-cdr";
import type { ContractScope } from "@/lib/contracts/scope";
import type { StoredSimulation } from "@/lib/contracts/simulation";
import type { StoredTerms } from "@/lib/contracts/terms";
import type { PricedComponent } from "@/lib/rating/types";
import type { Payer } from "@/lib/records/payer";
import { readComponent, type StoredComponent } from "./cdr-writes";

type Row = typeof contractSimulations.$inferSelect;
export type SimulationRow = Omit<Row, "scope" | "terms" | "result"> & {
  scope: ContractScope;
  terms: StoredTerms;
  result: StoredSimulation | null;
  contractName: string | null;
  partnerName: string;
  organizationName: string;
  timeZone: string;
};

/** Adds a simulation that waits for the worker. */
export async function insertSimulation(tx: Tx, row: typeof contractSimulations.$inferInsert): Promise<void> {
  await tx.insert(contractSimulations).values(row);
}

/** One simulation with what it names, or null. */
export async function findSimulation(tx: Tx, id: string): Promise<SimulationRow | null> {
  const s = contractSimulations;
  const [row] = await tx
    .select({
      simulation: s,
      contractName: contracts.name,
      partnerName: companies.name,
      organizationName: organizations.name,
      timeZone: organizations.timeZone,
    })
    .from(s)
    .innerJoin(companies, eq(companies.id, s.partnerId))
    .innerJoin(organizations, eq(organizations.id, s.organizationId))
    .leftJoin(contracts, eq(contracts.id, s.contractId))
    .where(eq(s.id, id));
  if (!row) return null;
  const { simulation, ...names } = row;
  return { ...simulation, ...names } as SimulationRow;
}

/** How many of a person's simulations are still to be computed. */
export function countUnfinishedSimulations(tx: Tx, userId: string): Promise<number> {
  const { createdBy, state } = contractSimulations;
  return tx.$count(contractSimulations, and(eq(createdBy, userId), inArray(state, ["queued", "running"])));
}

/** The latest simulations of a contract. */
export function simulationsOf(tx: Tx, contractId: string, limit = 5) {
  const s = contractSimulations;
  return tx
    .select({
      id: s.id,
      fromMonth: s.fromMonth,
      untilMonth: s.untilMonth,
      state: s.state,
      createdAt: s.createdAt,
      by: users.name,
    })
    .from(s)
    .leftJoin(users, eq(users.id, s.createdBy))
    .where(eq(s.contractId, contractId))
    .orderBy(desc(s.createdAt))
    .limit(limit);
}

/** Takes a simulation that waits, or that a dead worker left; false when there is nothing to do. */
export async function beginSimulation(tx: Tx, id: string): Promise<boolean> {
  const s = contractSimulations;
  const begun = await tx
    .update(s)
    .set({ state: "running", sessionsDone: 0 })
    .where(and(eq(s.id, id), inArray(s.state, ["queued", "running"])))
    .returning({ id: s.id });
  return begun.length === 1;
}

/** Tells how far it is, or how it ended. */
export async function updateSimulation(
  tx: Tx,
  id: string,
  change: Partial<Pick<Row, "state" | "sessionsDone" | "result" | "finishedAt">>,
): Promise<void> {
  await tx.update(contractSimulations).set(change).where(eq(contractSimulations.id, id));
}

/** A priced session of a partner, as it is settled again. */
export type PricedSession = {
  cdr: Cdr;
  endedAt: Instant;
  evseId: string;
  connectorId: string;
  payer: Payer;
  payerId: string | null;
  /** Who issued the token that was used. */
  tokenIssuerId: string | null;
  tariffVersionId: string | null;
  /** With what later corrected its price (D9). */
  components: PricedComponent[];
};

export type SessionsOf = {
  partnerId: string;
  organizationId: string;
  currency: string;
  fromMonth: Month;
  untilMonth: Month;
  evseIds: readonly string[];
};

type SessionRow = Omit<PricedSession, "cdr" | "endedAt" | "components"> & {
  content: StoredCdr;
  endedAt: string;
  components: StoredComponent[];
  corrections: StoredComponent[] | null;
};

const BATCH = 1_000;

/**
 * The partner's priced sessions at these EVSEs that ended in these months, in batches, by one statement: the database
 * holds the place, so that any number of them costs the same memory. The transaction can do nothing else meanwhile.
 */
export async function* pricedSessions(tx: Tx, of: SessionsOf): AsyncGenerator<PricedSession[]> {
  const batches = driverOf(tx)<SessionRow[]>`
    select coalesce(last.content, c.content) as content, c.ended_at as "endedAt", c.evse_id as "evseId",
      c.connector_id as "connectorId", c.payer, c.payer_id as "payerId", t.issuer_id as "tokenIssuerId",
      c.tariff_version_id as "tariffVersionId", c.components, later.components as corrections
    from cdrs c
    left join tokens t on t.id = c.token_id
    left join lateral (
      select jsonb_agg(part) as components from cdrs d, jsonb_array_elements(d.components) part
      where d.source_id = c.source_id and d.original_cdr_id = c.cdr_id and d.kind = 'difference'
    ) later on true
    left join lateral (
      select d.content from cdrs d
      where d.source_id = c.source_id and d.original_cdr_id = c.cdr_id and d.kind = 'difference'
      order by d.created_at desc, d.cdr_id desc limit 1
    ) last on true
    where c.owner_id = ${of.partnerId} and c.organization_id = ${of.organizationId} and c.currency = ${of.currency}
      and c.origin_month between ${`${of.fromMonth}-01`}::date and ${`${of.untilMonth}-01`}::date
      and c.kind <> 'difference' and c.revenue is not null
      and c.connector_id in (select p.id from connectors p where p.evse_id = any(${[...of.evseIds]}::uuid[]))
      and c.ended_at >= ${`${of.fromMonth}-01`}::timestamptz - interval '1 day'
      and c.ended_at < ${`${of.untilMonth}-01`}::timestamptz + interval '1 month 1 day'`.cursor(BATCH);
  for await (const rows of batches) yield rows.map(readSession);
}

function readSession({ content, endedAt, components, corrections, ...row }: SessionRow): PricedSession {
  return {
    ...row,
    cdr: readStoredCdr(content),
    endedAt: instantFromDriver(endedAt),
    components: [...components, ...(corrections ?? [])].map(readComponent),
  };
}
