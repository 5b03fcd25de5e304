/** What only the demo asks the database. */
import { eq, sql } from "drizzle-orm";
import { driverOf, type Tx } from "@/db/client";
import type { RecordKey } from "@/db/queries/records";
import { companies, installation } from "@/db/schema";
import type { Instant, Month } from "@/lib/calendar/calendar";

/** When the demo was loaded, and how far its sessions are moved; null in an installation without it. */
export async function findDemo(tx: Tx): Promise<{ loadedAt: Instant; shiftedByDays: number } | null> {
  const [row] = await tx
    .select({ loadedAt: installation.demoLoadedAt, shiftedByDays: installation.demoShiftedByDays })
    .from(installation);
  if (!row || row.loadedAt === null || row.shiftedByDays === null) return null;
  return { loadedAt: row.loadedAt, shiftedByDays: row.shiftedByDays };
}

/** Notes that the demo is complete. */
export async function markDemo(tx: Tx, loadedAt: Instant, shiftedByDays: number): Promise<void> {
  await tx
    .update(installation)
    .set({ demoLoadedAt: loadedAt, demoShiftedByDays: shiftedByDays })
    .where(eq(installation.id, 1));
}

/** Whether there is anything that the demo would be mixed with. */
export async function hasCompanies(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`select exists (select from ${companies}) as found`);
  return row!.found;
}

/** The records of a month that an EMP pays, or (null) our own drivers. */
export async function awaitedRecords(tx: Tx, empId: string | null, originMonth: Month): Promise<RecordKey[]> {
  const rows = await driverOf(tx)<RecordKey[]>`
    select r.partner_id as "partnerId", r.id as "recordId"
    from cdrs c
    join revenue_records r on r.source_id = c.source_id and r.cdr_id = c.cdr_id
    where c.origin_month = ${`${originMonth}-01`}::date and r.due <> 0
      and c.payer = ${empId === null ? "own_driver" : "roaming"} and c.payer_id is not distinct from ${empId}::uuid`;
  return [...rows];
}
