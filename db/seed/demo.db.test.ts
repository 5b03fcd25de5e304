import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOwner, ownerClient } from "@/db/client";
import { ROLES } from "@/db/schema";
import { verifyPassword } from "@/lib/access/password-hash.server";
import { testDatabase } from "@/scripts/testing/database";
import { type LoadedDemo, loadDemo } from "./demo";
import { findDemo } from "./queries";

await testDatabase();
/** A Saturday: the sessions end on Friday, 20 November, and October is left to close. */
const NOW = Date.parse("2026-11-21T12:00:00Z");
const dataDir = mkdtempSync(join(tmpdir(), "wattsettle-demo-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

const rows = async (text: string) => [...(await ownerClient().unsafe(text))];
const value = async (text: string) => Object.values((await rows(text))[0]!)[0];

describe("the demo", () => {
  let loaded: LoadedDemo;
  beforeAll(async () => {
    loaded = await loadDemo({ now: NOW, dataDir });
  }, 180_000);

  it("counts every row of every import once, and keeps the dirt", async () => {
    const imports = await rows(
      `select state, rows, rejected, known, conflicting, on_hold, imported, zero_energy from imports`,
    );
    expect(imports).toHaveLength(10);
    for (const { state, rows, rejected, known, conflicting, on_hold, imported } of imports) {
      expect(state).toBe("done");
      expect(rejected + known + conflicting + on_hold + imported).toBe(rows);
    }
    const total = (name: string) => imports.reduce((sum, row) => sum + row[name], 0);
    expect(total("rows")).toBe(28_461);
    for (const name of ["rejected", "on_hold", "zero_energy"]) expect(total(name)).toBeGreaterThan(100);
    const codes = await rows(`select distinct code from import_rows where outcome in ('rejected', 'on_hold')`);
    const known = ["no_end", "negative_energy", "over_max_duration", "unknown_evse"];
    expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(known));
  });

  it("[A38] sums every record once: rollups, lines and reports agree with the records behind them", async () => {
    const sums = `sum(revenue)::text as revenue, sum(partner_share)::text as share`;
    const byPeriod = (table: string) =>
      rows(`select partner_id, currency, period_month::text, ${sums} from ${table} group by 1, 2, 3 order by 1, 2, 3`);
    const records = await byPeriod("revenue_records");
    expect(records.length).toBeGreaterThan(50);
    expect(await byPeriod("record_rollups")).toEqual(records);
    expect(await byPeriod("line_rollups")).toEqual(records);
    // A report states lines in whole pence and cents; each may differ by less than one from its records.
    const wrong = await value(`
      select count(*)::int from settlement_reports r
      join (select partner_id, currency, period_month, sum(partner_share) as share from revenue_records group by 1, 2, 3) s
        on s.partner_id = r.partner_id and s.currency = r.currency and s.period_month = r.month
      where abs(r.partner_share - s.share) >= 0.01 * (select count(*) from settlement_lines l
        where l.partner_id = r.partner_id and l.report_id = r.id and l.section = 'revenue')`);
    expect(wrong).toBe(0);
  });

  it("covers three whole months in two currencies and ends yesterday", async () => {
    const days = await rows(`
      select currency, min(day)::text as first, max(day)::text as last, count(distinct period_month)::int as months
      from record_rollups group by 1 order by 1`);
    expect(days).toEqual([
      { currency: "EUR", first: "2026-07-01", last: "2026-11-20", months: 5 },
      { currency: "GBP", first: "2026-07-01", last: "2026-11-20", months: 5 },
    ]);
    expect(loaded.shiftedByDays % 7).toBe(0);
  });

  it("[A39] has one report per partner, organization, currency and month, and leaves last month open", async () => {
    const reports = await rows(`
      select to_char(month, 'YYYY-MM') as month, state, count(*)::int as reports,
        count(distinct (partner_id, organization_id, currency))::int as keys
      from settlement_reports group by 1, 2 order by 1`);
    expect(reports).toEqual(
      ["2026-07", "2026-08", "2026-09"].map((month) => ({ month, state: "issued", reports: 11, keys: 11 })),
    );
    const states = await rows(`select distinct state from periods where month >= '2026-10-01'`);
    expect(states).toEqual([{ state: "open" }]);
    expect(await value(`select count(*)::int from run_items where state = 'parked'`)).toBe(0);
    const kinlorn = await rows(`
      select distinct r.currency from settlement_reports r join companies c on c.id = r.partner_id
      where c.name = 'Kinlorn Parking' order by 1`);
    expect(kinlorn.map(({ currency }) => currency)).toEqual(["EUR", "GBP"]);
  });

  it("has money collected in a later month, and money still awaited", async () => {
    expect(await value(`select count(*)::int from settlement_reports where previous_share > 0`)).toBeGreaterThan(15);
    expect(await value(`select count(*)::int from settlement_reports where awaited_share > 0`)).toBeGreaterThan(15);
    const late = await value(`select count(*)::int from revenue_records where period_month > origin_month`);
    expect(late).toBeGreaterThan(10);
  });

  it("leaves true findings for the pre-run check", async () => {
    const found = await rows(`select settlement, count(*)::int as cdrs from cdrs where origin_month = '2026-10-01'
      and settlement not in ('recorded', 'own_station') group by 1 order by 1`);
    expect(found.map(({ settlement }) => settlement)).toEqual(["no_contract", "non_rated"]);
    const payers = await rows(`select distinct payer from cdrs order by 1`);
    expect(payers.map(({ payer }) => payer)).toEqual(["ad_hoc", "internal", "own_driver", "roaming", "unknown"]);
    expect(await value(`select count(*)::int from unknown_evses`)).toBeGreaterThan(1);
    const owners = await value(`select count(distinct owner_id)::int from cdrs c join evses e on e.id = c.evse_id
      where e.uid = '51549' and c.origin_month = '2026-10-01'`);
    expect(owners).toBe(2);
  });

  it("[B28, B36, B43] pays the ice arena by its rate where one holds for the card, else by COMMUNITY less 10 %", async () => {
    const paid = await rows(`
      select purchase_reason as by, purchase_discount_basis_points as discount, array_agg(distinct payer order by payer) as payers
      from cdrs where purchase_reason is not null group by 1, 2 order by 1`);
    expect(paid).toEqual([
      { by: "charge_point_rate", discount: null, payers: expect.arrayContaining(["internal", "own_driver"]) },
      { by: "community_tariff", discount: 1000, payers: ["ad_hoc", "roaming"] },
    ]);
    // 10 % off what the COMMUNITY tariff pays, to the last digit.
    const off = await value(`select count(*)::int from cdrs c join revenue_records r using (source_id, cdr_id)
      where c.purchase_reason = 'community_tariff' and r.partner_share <> 0
        and r.partner_share <> round(round(c.energy_kwh * 0.42, 4) - round(round(c.energy_kwh * 0.42, 4) * 0.1, 4), 4)`);
    expect(off).toBe(0);
  });

  it("[B34] charges a fleet by the EMP sales tariff of its card", async () => {
    const reasons = await rows(`select tariff_reason, count(*)::int as n from cdrs where payer = 'internal'
      and revenue is not null group by 1 order by 1`);
    expect(reasons.map(({ tariff_reason }) => tariff_reason)).toEqual(["charge_point_rate", "sales_tariff_of_token"]);
  });

  it("lets one person of each role in, with the password that only the owner of the data folder can read", async () => {
    const file = join(dataDir, "sign-ins.txt");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, "utf8");
    const users = await rows(`select email, role, password_hash from users`);
    expect(users.map(({ role }) => role).sort()).toEqual([...ROLES].sort());
    for (const { email, password_hash } of users) {
      const { password } = loaded.signIns.find((signIn) => signIn.email === email)!;
      expect(text).toContain(`${email}  `);
      expect(text).toContain(password);
      expect(await verifyPassword(password_hash, password)).toBe(true);
    }
  });

  it("is marked as loaded, and refuses to be mixed with anything", async () => {
    const marks = { loadedAt: NOW, shiftedByDays: loaded.shiftedByDays };
    expect(await asOwner(findDemo)).toEqual(marks);
    await expect(loadDemo({ now: NOW, dataDir })).rejects.toThrow("empty database");
  });
});
