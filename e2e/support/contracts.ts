/** What belongs to contracts and is not in the demo: a document of the self-billing agreement, and a simulation. */
import { type APIRequestContext, expect } from "@playwright/test";
import type { Sql } from "postgres";

const EMPTY_RESULT = {
  sessions: 0,
  undivided: { present: 0, proposed: 0 },
  floored: { present: 0, proposed: 0 },
  operatorNegative: { present: 0, proposed: 0 },
  months: [],
  sites: [],
};

/** Gives the first contract of a company an agreement, sent by whoever `request` is, and a simulation that is done. */
export async function ensureSimulationAndAgreement(
  request: APIRequestContext,
  sql: Sql,
  companyId: string,
): Promise<void> {
  const [contract] = await sql<{ id: string }[]>`
    select id from contracts where partner_id = ${companyId} order by id limit 1`;
  const sent = await request.post(
    `/api/contracts/${contract!.id}/agreement?agreedOn=2026-01-01&fileName=agreement.pdf`,
    {
      headers: { "content-type": "application/octet-stream" },
      data: Buffer.from("%PDF-1.7 signed"),
    },
  );
  expect(sent.status()).toBe(204);
  await sql`
    insert into contract_simulations (id, contract_id, partner_id, organization_id, currency, scope, terms, from_month,
      until_month, state, result, created_at)
    select gen_random_uuid(), c.id, c.partner_id, c.organization_id, c.currency, '{"kind": "all_sites"}',
      (select v.terms from contract_versions v where v.contract_id = c.id limit 1), c.starts_in, c.starts_in, 'done',
      ${sql.json(EMPTY_RESULT)}, now()
    from contracts c where c.id = ${contract!.id}`;
}
