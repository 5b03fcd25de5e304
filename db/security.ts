/**
 * Who may touch which table: grants and row-level security, written again after every migration, so that no
 * new table can be forgotten. `db/security.db.test.ts` reads the catalogue and compares.
 */
import { PARTNER_ROLE, STAFF_ROLE } from "./client";

const inScope = "(select app_scope())::uuid[]";

/** What follows from a report is a partner's to see with the report, so once that is issued. */
const ofVisibleReport = (table: string) =>
  `exists (select from settlement_reports r where r.partner_id = ${table}.partner_id and r.id = ${table}.report_id)`;

/** A file that a row of the partner names. */
const isOf = (table: string, column: string) =>
  `exists (select from ${table} t where t.partner_id = files.partner_id and t.${column} = files.id)`;

/** The condition under which a partner sees a row of each table it may read; tables not named here it cannot read. */
export const partnerReads: Record<string, string> = {
  revenue_records: `partner_id = any(${inScope})`,
  expense_records: `partner_id = any(${inScope})`,
  collections: `partner_id = any(${inScope})`,
  expense_attachments: `partner_id = any(${inScope})`,
  balance_accounts: `partner_id = any(${inScope})`,
  balance_movements: `partner_id = any(${inScope})`,
  record_rollups: `partner_id = any(${inScope})`,
  line_rollups: `partner_id = any(${inScope})`,
  month_rollups: `partner_id = any(${inScope})`,
  expense_rollups: `partner_id = any(${inScope})`,
  open_records: `partner_id = any(${inScope})`,
  open_rollups: `partner_id = any(${inScope})`,
  periods: `partner_id = any(${inScope})`,
  settlement_reports: `partner_id = any(${inScope}) and state = 'issued'`,
  settlement_lines: `partner_id = any(${inScope}) and ${ofVisibleReport("settlement_lines")}`,
  payables: `partner_id = any(${inScope}) and ${ofVisibleReport("payables")}`,
  term_payables: `partner_id = any(${inScope}) and ${ofVisibleReport("term_payables")}`,
  documents: `partner_id = any(${inScope}) and state <> 'draft'`,
  files: `partner_id = any(${inScope}) and (${isOf("settlement_reports", "pdf_file_id")} or ${isOf("expense_attachments", "file_id")})`,
  file_chunks: `partner_id = any(${inScope}) and exists (select from files f where f.id = file_chunks.file_id)`,
  companies: `id = any(${inScope})`,
  contracts: `partner_id = any(${inScope})`,
  contract_versions: "exists (select from contracts c where c.id = contract_id)",
  contract_locations: "exists (select from contracts c where c.id = contract_id)",
  contract_evses: "exists (select from contracts c where c.id = contract_id)",
  evse_owners: `partner_id = any(${inScope})`,
  evses: "exists (select from evse_owners o where o.evse_id = evses.id)",
  connectors: "exists (select from evse_owners o where o.evse_id = connectors.evse_id)",
  locations: "exists (select from evses e where e.location_id = locations.id)",
  organizations: "exists (select from periods p where p.organization_id = organizations.id)",
  organization_countries: "exists (select from organizations o where o.id = organization_id)",
};

/** What the back office may not do with a table, beyond what its own code does not. */
const staffGrants: Record<string, string> = {
  audit_events: "SELECT, INSERT",
  collections: "SELECT, INSERT",
  balance_movements: "SELECT, INSERT",
  expense_attachments: "SELECT, INSERT",
  revenue_records: "SELECT, INSERT, DELETE",
  installation: "SELECT",
  reference_version: "SELECT",
  worker_heartbeats: "SELECT",
};

/** Statements that bring every table of the schema `public` to the rules above. */
export function securityStatements(tables: readonly string[]): string[] {
  const statements = [
    `GRANT USAGE ON SCHEMA public TO ${STAFF_ROLE}, ${PARTNER_ROLE}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${STAFF_ROLE}, ${PARTNER_ROLE}, PUBLIC`,
    `GRANT EXECUTE ON FUNCTION enqueue_job(text, json, text, int) TO ${STAFF_ROLE}`,
  ];
  for (const table of tables) {
    const name = `"${table}"`;
    statements.push(
      `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
      `GRANT ${staffGrants[table] ?? "SELECT, INSERT, UPDATE, DELETE"} ON ${name} TO ${STAFF_ROLE}`,
      `DROP POLICY IF EXISTS staff ON ${name}`,
      `CREATE POLICY staff ON ${name} TO ${STAFF_ROLE} USING (true) WITH CHECK (true)`,
      `DROP POLICY IF EXISTS partner ON ${name}`,
    );
    const condition = partnerReads[table];
    if (condition) {
      statements.push(
        `GRANT SELECT ON ${name} TO ${PARTNER_ROLE}`,
        `CREATE POLICY partner ON ${name} FOR SELECT TO ${PARTNER_ROLE} USING (${condition})`,
      );
    }
  }
  return statements;
}
