/** Real addresses for the routes of the access map: their parameters filled with ids that are in the database. */
import type { Sql } from "postgres";

type Params = Readonly<Record<string, string>>;
/** The beginning of routes → what their parameters are. */
export type Examples = Readonly<Record<string, Params>>;

/**
 * Examples of every object that a page names, those of partners from one company. What the demo does not have is
 * added: a balance, and a document of an expense.
 */
export async function readExamples(sql: Sql, companyId: string): Promise<Examples> {
  const one = async (rows: Promise<readonly Params[]>): Promise<Params> => (await rows)[0] ?? {};
  await ensureBalance(sql, companyId);
  await ensureAttachment(sql, companyId);
  const [report, record, expense, user] = await Promise.all([
    one(sql`select partner_id as "partnerId", id as "reportId" from settlement_reports
      where partner_id = ${companyId} and state = 'issued' order by month desc, currency limit 1`),
    one(sql`select partner_id as "partnerId", id as "recordId" from revenue_records
      where partner_id = ${companyId} order by ended_at desc, id limit 1`),
    one(sql`select partner_id as "partnerId", expense_id as "recordId", file_id as "fileId" from expense_attachments
      where partner_id = ${companyId} order by created_at, file_id limit 1`),
    one(sql`select id from users where company_id = ${companyId} order by created_at, id limit 1`),
  ]);
  return {
    "/api/contracts/": await one(sql`select id from contracts where partner_id = ${companyId} order by id limit 1`),
    "/api/expenses/": expense,
    "/balances/": await one(sql`select partner_id as "partnerId", organization_id as "organizationId"
      from balance_accounts where partner_id = ${companyId} order by organization_id limit 1`),
    "/cdrs/": await one(
      sql`select source_id as "sourceId", cdr_id as "cdrId" from cdrs order by ended_at desc limit 1`,
    ),
    "/companies/": { id: companyId },
    "/contracts/simulations/": await one(sql`select id from contract_simulations order by created_at limit 1`),
    "/contracts/": await one(sql`select id from contracts where partner_id = ${companyId} order by id limit 1`),
    "/expenses/": expense,
    "/held/": await one(sql`select source_id || '.' || encode(content_hash, 'hex') || '.' || cdr_id as key
      from held_cdrs order by source_id, cdr_id limit 1`),
    "/imports/sources/": await one(sql`select id from sources order by id limit 1`),
    "/imports/": await one(sql`select id from imports order by created_at limit 1`),
    "/locations/": await one(sql`select location_id as id, id as "evseId" from evses order by id limit 1`),
    "/month-end/runs/": await one(sql`select id from runs where month is not null order by created_at limit 1`),
    "/organizations/": await one(sql`select id from organizations order by name limit 1`),
    "/portal/expenses/": expense,
    "/portal/records/": record,
    "/portal/reports/": report,
    "/portal/users/": user,
    "/recalculations/": await one(sql`select id from runs where kind = 'recalculate' order by created_at limit 1`),
    "/reports/": report,
    "/revenue/": record,
    "/settings/outbox/": await one(sql`select id from mails order by created_at limit 1`),
    "/settings/users/": user,
    "/tariffs/": await one(sql`select id from tariffs order by id limit 1`),
    "/tokens/": await one(sql`select id from tokens order by id limit 1`),
  };
}

/** An account without money, in the organization of the company's contract. */
async function ensureBalance(sql: Sql, companyId: string): Promise<void> {
  await sql`
    insert into balance_accounts (partner_id, organization_id, currency, balance, updated_at)
    select c.partner_id, o.id, o.currency, 0, now() from contracts c join organizations o on o.id = c.organization_id
    where c.partner_id = ${companyId} order by c.id limit 1
    on conflict do nothing`;
}

/** A document of the company's latest expense. */
async function ensureAttachment(sql: Sql, companyId: string): Promise<void> {
  await sql`
    with expense as (
      select partner_id, id as expense_id, gen_random_uuid() as file_id from expense_records
      where partner_id = ${companyId}
        and not exists (select from expense_attachments where partner_id = ${companyId})
      order by occurred_at desc, id limit 1
    ), document as (
      insert into files (id, partner_id, name, media_type, size_bytes, sha256, created_at)
      select file_id, partner_id, 'invoice.pdf', 'application/pdf', 8, '', now() from expense
    ), bytes as (
      insert into file_chunks (file_id, n, partner_id, bytes) select file_id, 0, partner_id, '%PDF-1.7' from expense
    )
    insert into expense_attachments (partner_id, expense_id, file_id, created_at)
    select partner_id, expense_id, file_id, now() from expense`;
}

/**
 * The address of a route.
 * @throws Error when there is no example for one of its parameters: a new page needs one above
 */
export function addressOf(route: string, examples: Examples): string {
  const beginning = Object.keys(examples).find((each) => route.startsWith(each)) ?? "";
  return route.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = examples[beginning]?.[name];
    if (value === undefined) throw new Error(`e2e/support/addresses.ts has no example for ${name} of ${route}`);
    return encodeURIComponent(value);
  });
}

/** The company that a role of the demo works for. */
export async function companyOf(sql: Sql, role: "partner_admin" | "partner_viewer") {
  const [company] = await sql<{ id: string; name: string; legalName: string }[]>`
    select c.id, c.name, c.legal_name as "legalName" from users u join companies c on c.id = u.company_id
    where u.role = ${role} order by u.created_at, u.id limit 1`;
  if (!company) throw new Error(`the demo has nobody who is ${role}`);
  return company;
}
