/** A deal as finance writes it, tries it out on last month's sessions, and meets it again at the partner. */
import { demoCalendar } from "../../db/seed/calendar";
import { dateOf, firstDay } from "../../lib/calendar/calendar";
import { formatAmount, formatMonth } from "../../lib/i18n/format";
import { parseDecimalExact } from "../../lib/money/amount";
import { companyOf } from "../support/addresses";
import { expect, test } from "../support/visitors";

const ZONE = "Europe/London";

test("[X4] writes a contract with tiers and two further recipients, and says what it means", async ({
  pageAs,
  sql,
}) => {
  const company = await companyOf(sql, "partner_admin");
  const others = await sql<{ name: string }[]>`
    select name from companies where is_partner and archived_at is null and id <> ${company.id} order by name limit 2`;
  const page = await pageAs("finance");
  await page.goto(`/contracts/new?partner=${company.id}`);
  await page.getByLabel("Name", { exact: true }).fill("Three recipients");
  await page.getByLabel("Share AC in %").fill("60");
  await page.getByLabel("Share DC in %").fill("50");
  await page.getByText("Further recipients").click();
  for (const [index, other] of others.entries()) {
    await page.getByRole("button", { name: "Add a recipient" }).click();
    await page.getByLabel("Partner", { exact: true }).nth(index).selectOption(other.name);
    await page
      .getByLabel("Of the share in %")
      .nth(index)
      .fill(index === 0 ? "20" : "5,5");
  }
  // In another currency than its own contract, which covers all of its sites.
  await page.getByLabel("Currency").fill("SEK");
  await page.getByText("Tiers, cap and guarantee").click();
  for (const [index, [above, extra]] of [
    ["1000", "5"],
    ["2000", "10"],
  ].entries()) {
    await page.getByRole("button", { name: "Add a tier" }).click();
    await page
      .getByLabel("Above revenue of")
      .nth(index)
      .fill(above ?? "");
    await page
      .getByLabel("Percentage points more")
      .nth(index)
      .fill(extra ?? "");
  }
  const preview = page.getByRole("complementary", { name: "What the terms mean" });
  await expect(preview).toContainText("Above 2,000.00 SEK of revenue a month its share changes by 10 %.");
  // 20 kWh × 0.45 = 9.00, 60 % = 5.40; 20 % (1.08) and 5.5 % (0.297) of it go to the others: 5.40 − 1.377 = 4.023.
  await expect(preview.getByRole("row", { name: `${company.name} gets` })).toContainText("4.023");

  await page.getByRole("button", { name: "Create contract" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Three recipients" })).toBeVisible();
  for (const sentence of [
    "It gets 60 % of what is shared at AC chargers, 50 % at DC chargers.",
    `${others[0]!.name} gets 20 % of this share.`,
    `${others[1]!.name} gets 5.5 % of this share.`,
    "Above 1,000.00 SEK of revenue a month its share changes by 5 %.",
  ]) {
    await expect(page.getByText(sentence).first()).toBeVisible();
  }
});

test("[X3] tries other terms on last month's sessions, beside what holds", async ({ pageAs, sql }) => {
  const company = await companyOf(sql, "partner_admin");
  const month = demoCalendar(Date.now()).wholeMonths.at(-1)!;
  const [contract] = await sql<{ id: string; currency: string }[]>`
    select id, currency from contracts where partner_id = ${company.id} and scope = 'all_sites' order by created_at limit 1`;
  const { id, currency } = contract!;
  // As its report states it: each line rounded, then added up.
  const [books] = await sql<{ share: string; revenue: string }[]>`
    select sum(share)::text as share, sum(revenue)::text as revenue from (
      select round(sum(partner_share), 2) as share, round(sum(revenue), 2) as revenue from line_rollups
      where partner_id = ${company.id} and currency = ${currency} and origin_month = ${firstDay(month)} and origin = 'session'
      group by location_id, component, vat_basis_points) lines`;
  const page = await pageAs("finance");
  await page.goto(`/contracts/${id}`);
  await page.getByRole("link", { name: "Simulate" }).click();
  await page.getByLabel("First month").fill(month);
  await page.getByLabel("Last month").fill(month);
  await page.getByLabel("Share AC in %").fill("10");
  await page.getByLabel("Share DC in %").fill("10");
  await page.getByRole("button", { name: "Simulate" }).click();
  await expect(page).toHaveURL(/\/contracts\/simulations\//);
  const rowOf = (name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) }).first();
  await expect(rowOf("Share of the sessions")).toContainText(formatAmount(books!.share, currency, "en"));
  await expect(rowOf("Revenue")).toContainText(formatAmount(books!.revenue, currency, "en"));

  // What the month's row says adds up from the rows of the sites.
  const byMonth = page.getByRole("table", { name: "By month" }).getByRole("row", { name: formatMonth(month, "en") });
  const bySite = page.getByRole("table", { name: "By site" }).locator("tbody tr");
  const cell = (text: string) => parseDecimalExact(text.replace(/[^\d.−]/g, "").replace("−", "-"));
  const proposed = (await bySite.locator("td:nth-child(6)").allInnerTexts()).map(cell);
  const [stated] = (await byMonth.locator("td:nth-child(6)").allInnerTexts()).map(cell);
  expect(proposed.reduce((a, b) => a + b, 0n)).toBe(stated);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`simulation-${month}-${month}.csv`);
  await page.getByRole("link", { name: "Use these terms" }).click();
  await expect(page.getByLabel("Share DC in %")).toHaveValue("10");
});

test("[A35] shows at the partner what this month brought, by site too, and what is agreed", async ({ pageAs, sql }) => {
  const company = await companyOf(sql, "partner_admin");
  const today = dateOf(Date.now(), ZONE);
  const [sums] = await sql<{ currency: string; revenue: string; share: string; records: number }[]>`
    select currency, sum(revenue)::text as revenue, sum(partner_share)::text as share, count(*)::int as records
    from revenue_records
    where partner_id = ${company.id} and (ended_at at time zone ${ZONE})::date between ${firstDay(today.slice(0, 7))} and ${today}
    group by currency order by currency limit 1`;
  const { currency, revenue, share } = sums!;
  const page = await pageAs("finance");
  await page.goto(`/companies/${company.id}`);
  const now = page
    .getByRole("table", { name: `This month and the one before in ${currency}` })
    .getByRole("row", { name: formatMonth(today.slice(0, 7), "en") });
  await expect(now).toContainText(formatAmount(revenue, currency, "en"));
  await expect(now).toContainText(formatAmount(share, currency, "en"));
  const sites = page.getByRole("figure").filter({ hasText: "Revenue by site" }).first();
  await sites.getByRole("button", { name: "As a table" }).click();
  const [site] = await sql<{ name: string; revenue: string }[]>`
    select location_name as name, sum(revenue)::text as revenue from revenue_records
    where partner_id = ${company.id} and currency = ${currency}
      and (ended_at at time zone ${ZONE})::date between ${firstDay(today.slice(0, 7))} and ${today}
    group by location_name order by sum(revenue) desc limit 1`;
  await expect(sites.getByRole("row", { name: site!.name })).toContainText(formatAmount(site!.revenue, currency, "en"));
  await expect(page.getByRole("heading", { name: `What ${company.name} gets` })).toBeVisible();

  await page.getByRole("link", { name: "Reports", exact: true }).click();
  const [report] = await sql<{ number: string }[]>`
    select number from settlement_reports where partner_id = ${company.id} order by month desc, id desc limit 1`;
  await expect(page.getByText(report!.number)).toBeVisible();
});
