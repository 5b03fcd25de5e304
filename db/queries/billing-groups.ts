/** Open billing groups (D17): a roaming CDR joins the one of its key, and keeps the group's sums. */
import { asJson } from "@/db/bulk";
import { driverOf, type Tx } from "@/db/client";
import type { Instant } from "@/lib/calendar/calendar";
import { type BillingKey, type BillingLineDelta, billingText } from "@/lib/invoicing/billing-group";

/**
 * Opens the groups that are missing and locks all of them, shared, until the transaction ends: a draft that takes a
 * group waits, so that no CDR joins a drafted one.
 * @returns the open group's id by `billingText`
 */
export async function lockOpenGroups(
  tx: Tx,
  keys: readonly BillingKey[],
  now: Instant,
  newId: () => string,
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const distinct = [...new Map(keys.map((key) => [billingText(key), key])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => ({ ...key, id: newId() }));
  const client = driverOf(tx);
  const rows = asJson(distinct);
  await client`
    insert into billing_groups (id, organization_id, emp_id, currency, origin_month, n, state, created_at)
    select k.id, k."organizationId", k."empId", k.currency, k."originMonth", 1 + coalesce((
        select max(g.n) from billing_groups g
        where g.organization_id = k."organizationId" and g.emp_id = k."empId" and g.currency = k.currency
          and g.origin_month = k."originMonth"), 0), 'open', ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${rows}::text::jsonb)
      as k(id uuid, "organizationId" uuid, "empId" uuid, currency text, "originMonth" date)
    where not exists (
      select from billing_groups g
      where g.organization_id = k."organizationId" and g.emp_id = k."empId" and g.currency = k.currency
        and g.origin_month = k."originMonth" and g.state = 'open')
    on conflict do nothing`;
  const groups = await client<{ id: string; organization: string; emp: string; currency: string; month: string }[]>`
    select g.id, g.organization_id as organization, g.emp_id as emp, g.currency, g.origin_month::text as month
    from billing_groups g
    where g.state = 'open' and (g.organization_id, g.emp_id, g.currency, g.origin_month) in (
      select k."organizationId", k."empId", k.currency, k."originMonth"
      from jsonb_to_recordset(${rows}::text::jsonb)
        as k("organizationId" uuid, "empId" uuid, currency text, "originMonth" date))
    order by g.id
    for share`;
  return new Map(
    groups.map((group) => [
      billingText({
        organizationId: group.organization,
        empId: group.emp,
        currency: group.currency,
        originMonth: group.month.slice(0, 7),
      }),
      group.id,
    ]),
  );
}

/** The states of groups, locked, shared, until the transaction ends: a document that takes one waits. */
export async function lockGroupStates(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await driverOf(tx)<{ id: string; state: string }[]>`
    select id, state from billing_groups where id = any(${[...ids]}::uuid[]) order by id for share`;
  return new Map(rows.map((row) => [row.id, row.state]));
}

/** Adds to the sums of billing groups. */
export async function addToBillingGroups(tx: Tx, deltas: readonly BillingLineDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await driverOf(tx)`
    insert into billing_group_lines as l (group_id, country, component, vat_basis_points, sessions, quantity, net)
    select d."groupId", d.country, d.component, d."vatBasisPoints", sum(d.sessions), sum(d.quantity), sum(d.net)
    from jsonb_to_recordset(${asJson(deltas)}::text::jsonb) as d("groupId" uuid, country text, component text,
      "vatBasisPoints" int, sessions int, quantity numeric, net numeric)
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4
    on conflict (group_id, country, component, vat_basis_points) do update set
      sessions = l.sessions + excluded.sessions,
      quantity = l.quantity + excluded.quantity,
      net = l.net + excluded.net`;
}
