/** Contracts with an end: those that go on by themselves, and those that end soon. */
import { and, asc, eq, gte, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, contracts, organizations } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import type { Month } from "@/lib/calendar/calendar";
import type { Renewal } from "@/lib/contracts/renewal";
import { partnerIn } from "./record-conditions";

/** Every contract that goes on unless notice is given, with the zone whose days count. */
export function renewingContracts(tx: Tx): Promise<(Renewal & { id: string; timeZone: string })[]> {
  return tx
    .select({
      id: contracts.id,
      endsIn: contracts.endsIn,
      renewalMonths: contracts.renewalMonths,
      noticeMonths: contracts.noticeMonths,
      noticeGivenOn: contracts.noticeGivenOn,
      timeZone: organizations.timeZone,
    })
    .from(contracts)
    .innerJoin(organizations, eq(organizations.id, contracts.organizationId))
    .where(and(isNotNull(contracts.renewalMonths), isNull(contracts.noticeGivenOn), isNotNull(contracts.endsIn)))
    .orderBy(asc(contracts.endsIn), asc(contracts.id));
}

/** Moves the end of a contract whose partner is locked. */
export async function setContractEnd(tx: Tx, id: string, endsIn: Month): Promise<void> {
  await tx
    .update(contracts)
    .set({ endsIn, version: sql`${contracts.version} + 1` })
    .where(eq(contracts.id, id));
}

export type EndingContract = Renewal & {
  id: string;
  name: string;
  partnerId: string;
  partnerName: string;
  currency: string;
  endsIn: Month;
};

/** Contracts whose last month is one of `from` … `untilMonth`, the nearest end first; those that renew among them. */
export async function contractsEnding(
  tx: Tx,
  scope: Scope,
  from: Month,
  untilMonth: Month,
  limit = 50,
): Promise<EndingContract[]> {
  const rows = await tx
    .select({
      id: contracts.id,
      name: contracts.name,
      partnerId: contracts.partnerId,
      partnerName: companies.name,
      currency: contracts.currency,
      endsIn: contracts.endsIn,
      renewalMonths: contracts.renewalMonths,
      noticeMonths: contracts.noticeMonths,
      noticeGivenOn: contracts.noticeGivenOn,
    })
    .from(contracts)
    .innerJoin(companies, eq(companies.id, contracts.partnerId))
    .where(
      and(partnerIn(contracts.partnerId, scope, null), gte(contracts.endsIn, from), lte(contracts.endsIn, untilMonth)),
    )
    .orderBy(asc(contracts.endsIn), sql`lower(${companies.name})`, asc(contracts.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, endsIn: row.endsIn! }));
}
