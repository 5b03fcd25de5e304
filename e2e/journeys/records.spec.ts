/** Revenue and expense records: what a list shows, sums, narrows and exports is what the database holds. */
import { parse } from "csv-parse/sync";
import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { addDays, firstDay } from "../../lib/calendar/calendar";
import { formatAmount, formatMonth } from "../../lib/i18n/format";
import { parseDecimalExact, sum } from "../../lib/money/amount";
import { totalsOf } from "../support/totals";
import { expect, test } from "../support/visitors";
import { waterfallOf } from "../support/waterfall";

const month = monthToClose(demoCalendar(Date.now()));
const days = { from: addDays(firstDay(month), 4), to: addDays(firstDay(month), 12) };

/** Sums of one currency, as decimal strings. */
type RevenueSums = { currency: string; records: number; revenue: string; operator: string; partner: string };
type ExpenseSums = { currency: string; records: number; amount: string };

const money = (amount: string, currency: string) => `${formatAmount(amount, currency, "en")} ${currency}`;
const firstThree = ({ currency, revenue, operator, partner }: RevenueSums) =>
  [revenue, operator, partner].map((amount) => money(amount, currency));

test("[A3, A4] revenue and expenses have a menu each, with sums of all their records", async ({ pageAs, sql }) => {
  const page = await pageAs("auditor");
  await page.goto("/");
  const menu = page.getByRole("navigation", { name: "Main navigation" }).first();

  await menu.getByRole("link", { name: "Revenue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Revenue" })).toBeVisible();
  const revenue = await sql<RevenueSums[]>`
    select currency, count(*)::int as records, sum(revenue)::text as revenue, sum(operator_share)::text as operator,
      sum(partner_share)::text as partner
    from revenue_records group by currency order by currency`;
  expect((await totalsOf(page)).map((figures) => figures.slice(0, 3))).toEqual(revenue.map(firstThree));
  await expect(page.getByRole("table", { name: "Revenue" }).locator("tbody tr")).toHaveCount(50);

  await menu.getByRole("link", { name: "Expenses" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Expenses" })).toBeVisible();
  const expenses = await sql<ExpenseSums[]>`
    select currency, count(*)::int as records, sum(amount)::text as amount
    from expense_records group by currency order by currency`;
  expect(await totalsOf(page)).toEqual(expenses.map(({ amount, currency }) => [money(amount, currency)]));
  await expect(page.getByRole("table", { name: "Expenses" }).locator("tbody tr").first()).toBeVisible();
});

test("[A27, A28, A29] filters of date, period and partner stand in the address and survive a reload", async ({
  pageAs,
  sql,
}) => {
  const [partner] = await sql<{ id: string; name: string }[]>`
    select id, name from companies where name = 'Kinnairn Harbour Trust'`;
  const page = await pageAs("auditor");
  await page.goto(`/revenue?period=${month}&date=${days.from}..${days.to}`);
  await page.getByRole("button", { name: "Partner: any" }).click();
  await page.getByRole("dialog", { name: "Partner" }).getByLabel(partner!.name).check();
  await expect(page).toHaveURL(new RegExp(`partner=${partner!.id}`));
  await page.keyboard.press("Escape");

  const expected = await sql<RevenueSums[]>`
    select r.currency, count(*)::int as records, sum(revenue)::text as revenue, sum(operator_share)::text as operator,
      sum(partner_share)::text as partner
    from revenue_records r join organizations o on o.id = r.organization_id
    where partner_id = ${partner!.id} and period_month = ${firstDay(month)}
      and (ended_at at time zone o.time_zone)::date between ${days.from} and ${days.to}
    group by r.currency order by r.currency`;
  expect(expected[0]?.records).toBeGreaterThan(20);
  const shown = () => totalsOf(page).then((rows) => rows.map((figures) => figures.slice(0, 3)));
  await expect.poll(shown).toEqual(expected.map(firstThree));
  await expect(page.getByText(`${expected[0]!.records} records match`)).toBeVisible();
  const address = page.url();

  await page.reload();
  expect(page.url()).toBe(address);
  expect(await shown()).toEqual(expected.map(firstThree));
  await expect(page.getByRole("button", { name: `Period: ${formatMonth(month, "en")}` })).toBeVisible();
  const partners = await page.locator('tbody td[data-column="partner"]').allInnerTexts();
  expect(new Set(partners)).toEqual(new Set([partner!.name]));

  await page.getByRole("button", { name: "Remove filter Partner" }).click();
  await expect(page).not.toHaveURL(/partner=/);
  await expect.poll(async () => (await shown()).length).toBe(2);
});

test("[A30, A31] records are narrowed by origin and currency", async ({ pageAs, sql }) => {
  const page = await pageAs("auditor");
  for (const [origin, currency] of [
    ["platform_fee", "GBP"],
    ["session", "EUR"],
  ] as const) {
    await page.goto(`/expenses?origin=${origin}&currency=${currency}`);
    const [expected] = await sql<ExpenseSums[]>`
      select currency, count(*)::int as records, sum(amount)::text as amount from expense_records
      where origin = ${origin} and currency = ${currency} group by currency`;
    expect(await totalsOf(page)).toEqual([[money(expected!.amount, currency)]]);
    await expect(page.getByText(`${expected!.records} record`)).toBeVisible();
  }
  await page.goto("/revenue?currency=EUR&origin=session");
  const [revenue] = await sql<RevenueSums[]>`
    select currency, count(*)::int as records, sum(revenue)::text as revenue, sum(operator_share)::text as operator,
      sum(partner_share)::text as partner
    from revenue_records where currency = 'EUR' and origin = 'session' group by currency`;
  expect((await totalsOf(page)).map((figures) => figures.slice(0, 3))).toEqual([firstThree(revenue!)]);
});

test("[A33] the export holds exactly the records that the filters leave", async ({ pageAs, send, sql }) => {
  const page = await pageAs("auditor");
  const filters = `currency=EUR&date=${days.from}..${days.to}&collected=awaited`;
  await page.goto(`/revenue?${filters}`);
  const csvLink = async () => {
    await page.getByRole("button", { name: "Export" }).click();
    return (await page.getByRole("menuitem", { name: "CSV file" }).getAttribute("href"))!;
  };
  const expected = await sql<{ id: string; revenue: string; partner: string }[]>`
    select r.id, r.revenue::text, r.partner_share::text as partner
    from revenue_records r join organizations o on o.id = r.organization_id
    where r.currency = 'EUR' and (ended_at at time zone o.time_zone)::date between ${days.from} and ${days.to}
      and due > 0 and not exists (
        select from collections c
        where c.partner_id = r.partner_id and c.source_id = r.source_id and c.cdr_id = r.cdr_id)`;
  expect(expected.length).toBeGreaterThan(20);
  const rows = await readCsv(await send("auditor", await csvLink()));
  expect(rows.map((row) => row.record_id).sort()).toEqual(expected.map(({ id }) => id).sort());
  for (const [column, key] of [
    ["revenue", "revenue"],
    ["partner_share", "partner"],
  ] as const) {
    expect(sumOf(rows.map((row) => row[column]!))).toBe(sumOf(expected.map((row) => row[key])));
  }

  await page.goto("/expenses?origin=platform_fee,dc_fee");
  const expenses = await sql<{ amount: string }[]>`
    select amount::text from expense_records where origin in ('platform_fee', 'dc_fee')`;
  const exported = await readCsv(await send("auditor", await csvLink()));
  expect(exported).toHaveLength(expenses.length);
  expect(sumOf(exported.map((row) => row.amount!))).toBe(sumOf(expenses.map(({ amount }) => amount)));
});

test("[X1, A9, A10] a record's waterfall adds up to what the partner gets", async ({ pageAs, sql }) => {
  // One record of each contract, that with the most steps.
  const records = await sql<{ address: string; partner: string; operator: string; currency: string }[]>`
    select distinct on (contract_id) '/revenue/' || partner_id || '/' || id as address, currency,
      partner_share::text as partner, operator_share::text as operator
    from revenue_records where contract_id is not null and revenue > 0
    order by contract_id, jsonb_array_length(steps) desc, id`;
  expect(records.length).toBeGreaterThanOrEqual(10);
  const page = await pageAs("auditor");
  for (const record of records) {
    await page.goto(record.address);
    const steps = await waterfallOf(page);
    expect(steps.length, record.address).toBeGreaterThanOrEqual(3);
    let left = 0n;
    for (const [index, step] of steps.entries()) {
      if (step.isState && index > 0) expect(step.amount, `${record.address}: ${step.label}`).toBe(left);
      left = step.isState ? step.amount : left + step.amount;
    }
    const partner = parseDecimalExact(record.partner);
    expect(steps.at(-1)).toMatchObject({ isState: true, amount: partner });
    const revenue = partner + parseDecimalExact(record.operator);
    expect(steps.filter(({ isState }) => isState).map(({ amount }) => amount)).toContain(revenue);
    const share = formatAmount(record.partner, record.currency, "en");
    await expect(page.getByRole("heading", { name: /^Why .+ gets/ })).toContainText(share);
  }
});

test("[A17, A18] a record collected by hand moves from awaited to collected", async ({ pageAs, sql }) => {
  const [record] = await sql<
    { id: string; partnerId: string; due: string; share: string; currency: string; month: string }[]
  >`
    select r.id, partner_id as "partnerId", due::text, partner_share::text as share, currency,
      to_char(period_month, 'YYYY-MM') as month
    from revenue_records r join companies c on c.id = r.partner_id
    where c.name = 'Kinnairn Harbour Trust' and due > 0 and not exists (
      select from collections k
      where k.partner_id = r.partner_id and k.source_id = r.source_id and k.cdr_id = r.cdr_id)
    order by ended_at desc, r.id limit 1`;
  const { id, partnerId, due, currency } = record!;
  const list = (state: string) => `/revenue?partner=${partnerId}&period=${record!.month}&collected=${state}`;
  const page = await pageAs("finance");
  await page.goto(list("awaited"));
  const row = page.locator(`tr[data-row="${partnerId}/${id}"]`);
  await expect(row.getByText("Awaited")).toBeVisible();
  const before = await collectedShare();

  await page.goto(`/revenue/${partnerId}/${id}`);
  await page.getByRole("button", { name: "Collect", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note").fill("Paid at the desk");
  await dialog.getByRole("button", { name: "Collect", exact: true }).click();
  const payment = page.getByRole("row").filter({ hasText: "Paid at the desk" });
  await expect(payment).toContainText(formatAmount(due, currency, "en"));
  await expect(page.getByText("Collected", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Collect", exact: true })).toHaveCount(0);

  await page.goto(list("awaited"));
  await expect(row).toHaveCount(0);
  await page.goto(list("collected"));
  await expect(row.getByText("Collected")).toBeVisible();
  expect((await collectedShare()) - before).toBe(parseDecimalExact(record!.share));

  /** What the list says is collected of the partner's share, from the sums that are kept. */
  async function collectedShare(): Promise<bigint> {
    const [sums] = await sql<{ share: string }[]>`
      select sum(collected_share)::text as share from record_rollups
      where partner_id = ${partnerId} and period_month = ${firstDay(record!.month)}`;
    return parseDecimalExact(sums!.share);
  }
});

async function readCsv(response: Response): Promise<Record<string, string>[]> {
  expect(response.headers.get("content-type")).toContain("text/csv");
  return parse(await response.text(), { columns: true, bom: true }) as Record<string, string>[];
}

const sumOf = (amounts: readonly string[]) => sum(amounts.map((amount) => parseDecimalExact(amount)));
