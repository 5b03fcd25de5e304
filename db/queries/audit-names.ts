/** What the ids in a history's changes name: companies, organizations, locations and EVSEs. */
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Changes, ChangeValue } from "@/lib/audit/changes";
import { isUuid } from "@/lib/input/fields";

/** The same events with names instead of ids; an id that names nothing any more stays. */
export async function withNames<E extends { changes: Changes }>(tx: Tx, events: readonly E[]): Promise<E[]> {
  const ids = new Set(events.flatMap(({ changes }) => Object.values(changes).flat(2).filter(isId)));
  if (ids.size === 0) return [...events];
  const names = await namesOf(tx, [...ids]);
  return events.map((event) => ({ ...event, changes: named(event.changes, names) }));
}

const isId = (value: ChangeValue): value is string => typeof value === "string" && isUuid(value);

function named(changes: Changes, names: ReadonlyMap<string, string>): Changes {
  const nameOf = (value: ChangeValue): ChangeValue => {
    if (Array.isArray(value)) return value.map(nameOf);
    return typeof value === "string" ? (names.get(value) ?? value) : value;
  };
  return Object.fromEntries(
    Object.entries(changes).map(([field, [before, after]]) => [field, [nameOf(before), nameOf(after)] as const]),
  );
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    with asked as (select unnest(${sql.param(ids)}::uuid[]) as id)
    select id, name from companies join asked using (id)
    union all select id, name from organizations join asked using (id)
    union all select id, name from locations join asked using (id)
    union all select id, uid from evses join asked using (id)`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
