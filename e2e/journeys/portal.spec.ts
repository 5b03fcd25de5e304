/** A site host's home, on a phone: the month so far, the last report, and where the share comes from. */
import { demoCalendar } from "../../db/seed/calendar";
import { dateOf, firstDay } from "../../lib/calendar/calendar";
import { formatAmount, formatCount, formatMonth } from "../../lib/i18n/format";
import { companyOf } from "../support/addresses";
import { totalsOf } from "../support/totals";
import { expect, test } from "../support/visitors";

const PHONE = { width: 390, height: 844 };
const ZONE = "Europe/London";

test("[A36, A40] home on a phone shows this month so far, as the records add up", async ({ pageAs, sql }) => {
  const company = await companyOf(sql, "partner_admin");
  const today = dateOf(Date.now(), ZONE);
  const month = today.slice(0, 7);
  const [earned] = await sql<{ currency: string; share: string; sites: number }[]>`
    select currency, sum(partner_share)::text as share, count(distinct location_id)::int as sites from revenue_records
    where partner_id = ${company.id} and (ended_at at time zone ${ZONE})::date between ${firstDay(month)} and ${today}
    group by currency`;
  const { currency = "GBP", share = "0" } = earned ?? {};
  const page = await pageAs("partner_admin", { viewport: PHONE });
  await page.goto("/portal");
  const heading = page.getByRole("heading", { level: 1, name: `${formatMonth(month, "en")} so far` });
  // The innermost box around the heading: label, figure, comparison.
  const headline = page.locator("div").filter({ has: heading }).last();
  await expect(headline).toContainText(`${formatAmount(share, currency, "en")}${currency}`);

  const [report] = await sql<{ address: string; month: string; number: string; share: string; balance: string }[]>`
    select '/portal/reports/' || partner_id || '/' || id as address, to_char(month, 'YYYY-MM') as month, number,
      payable_share::text as share, balance::text
    from settlement_reports where partner_id = ${company.id} and state = 'issued' order by month desc limit 1`;
  const card = page
    .getByRole("region")
    .or(page.locator("section"))
    .filter({
      has: page.getByRole("heading", { name: `${formatMonth(report!.month, "en")} report` }),
    });
  await expect(card).toContainText(formatAmount(report!.share, currency, "en"));
  await expect(card).toContainText(formatAmount(report!.balance, currency, "en"));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);

  await card.getByRole("link", { name: "Open report" }).click();
  await expect(page).toHaveURL(report!.address);
  await expect(page.getByText(report!.number).first()).toBeVisible();
});

test("[A37] from a site on the phone to its sessions, and why one of them pays what it pays", async ({
  pageAs,
  sql,
}) => {
  const company = await companyOf(sql, "partner_admin");
  const lastMonth = demoCalendar(Date.now()).months.at(-1)!;
  const [site] = await sql<
    { id: string; name: string; share: string; collected: string; awaited: string; records: number; currency: string }[]
  >`
    select location_id as id, location_name as name, currency, count(*)::int as records,
      sum(partner_share)::text as share,
      coalesce(sum(partner_share) filter (where is_collected), 0)::text as collected,
      coalesce(sum(partner_share) filter (where not is_collected), 0)::text as awaited
    from (select r.*, due = 0 or exists (
        select from collections c
        where c.partner_id = r.partner_id and c.source_id = r.source_id and c.cdr_id = r.cdr_id) as is_collected
      from revenue_records r) r
    where partner_id = ${company.id} and period_month = ${firstDay(lastMonth)}
    group by location_id, location_name, currency order by sum(partner_share) desc limit 1`;
  const page = await pageAs("partner_admin", { viewport: PHONE });
  await page.goto("/portal/sites");
  await page.getByRole("link", { name: site!.name }).click();
  await page.getByLabel("Settled in").selectOption(lastMonth);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(new RegExp(`period=${lastMonth}`));
  await expect(page.getByText(`${formatCount(site!.records, "en")} records match.`)).toBeVisible();
  const figures = [site!.share, site!.collected, site!.awaited];
  expect(await totalsOf(page)).toEqual([
    figures.map((amount) => `${formatAmount(amount, site!.currency, "en")} ${site!.currency}`),
  ]);

  await page.getByRole("listitem").getByRole("link").filter({ hasText: site!.name }).first().click();
  await expect(page.getByRole("heading", { name: `Why ${company.name} gets` })).toBeVisible();
  await expect(page.getByRole("table", { name: "How the amount comes about, step by step" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await expect(page.getByRole("link", { name: /contract|tariff|CDR/i })).toHaveCount(0);
});
