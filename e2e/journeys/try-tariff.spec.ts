/** A tariff tried and compared before it holds: sliders, a real session, and a month of real sessions. */
import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { firstDay } from "../../lib/calendar/calendar";
import { formatAmount, formatMonth } from "../../lib/i18n/format";
import { expect, test } from "../support/visitors";

const month = monthToClose(demoCalendar(Date.now()));

test("a slider changes the price and draws a new stretch; a month's real sessions are priced by two tariffs", async ({
  pageAs,
  sql,
}) => {
  const page = await pageAs("auditor");
  const [tariff] = await sql<{ id: string }[]>`select id from tariffs where name = 'City AC'`;
  await page.goto(`/tariffs/try?tariff=${tariff!.id}&start=2026-06-15T10:00&zone=Europe/London`);
  const priced = page.locator("figure a[data-step=priced]");
  const price = page.locator("[aria-live=polite]").filter({ hasText: "Without VAT" });

  // 20 kWh × 0.45
  await expect(price).toContainText("9.00GBP");
  await expect(priced).toHaveCount(1);

  // After four hours by day also 0.90 an hour: 300 minutes are one hour of it.
  const slider = page.getByRole("slider", { name: "Minutes charging" });
  await expect(async () => {
    // What moves before the page is alive is not noticed, nor is it later when it moves to where it is.
    await slider.fill("240");
    await slider.fill("300");
    await expect(page).toHaveURL(/minutes=300/, { timeout: 2_000 });
  }).toPass();
  await expect(price).toContainText("9.90GBP");
  await expect(priced).toHaveCount(2);
  await expect(priced.last()).toHaveAccessibleName(/14:00 to 15:00: 1.h.00.min of charging at 0\.90.GBP/);
  await page.reload();
  await expect(price).toContainText("9.90GBP");

  // The session as it was: the same price as its CDR has.
  await page.getByRole("link", { name: "A real session" }).click();
  await page.locator("section", { hasText: "Sessions of this tariff" }).getByRole("link").first().click();
  const was = page.getByRole("paragraph").filter({ hasText: "was priced at" });
  await expect(was).toBeVisible();
  await expect(price).toContainText(/[\d.]+GBP$/.exec((await was.textContent())!)![0]);

  const [stored] = await sql<{ first: string; second: string; sessions: number; revenue: string }[]>`
    select (select id from tariff_versions where tariff_id = t.id) as first,
      (select v.id from tariff_versions v where v.tariff_id = ${tariff!.id} order by version desc limit 1) as second,
      count(*)::int as sessions, sum(c.revenue)::text as revenue
    from tariffs t join tariff_versions v on v.tariff_id = t.id join cdrs c on c.tariff_version_id = v.id
    where t.name = 'Rapid DC' and c.kind = 'session' and c.origin_month = ${firstDay(month)} group by t.id`;
  await page.getByRole("link", { name: "Compare two tariffs" }).click();
  await page.getByLabel("Tariff A", { exact: true }).selectOption(stored!.first);
  await page.getByLabel("Tariff B", { exact: true }).selectOption(stored!.second);
  await page.getByLabel("Month", { exact: true }).selectOption({ label: formatMonth(month, "en") });
  const counted = `${stored!.sessions.toLocaleString("en")} sessions of ${formatMonth(month, "en")} counted`;
  await expect(page.getByText(counted)).toBeVisible();
  // By the tariff that they had, sessions cost what they did; the other has no fee and 0.45 instead of 0.62.
  const sums = page.locator("tr[data-measure=sum] td");
  await expect(sums.nth(1)).toHaveText(`${formatAmount(stored!.revenue, "GBP", "en", { precision: "stored" })}GBP`);
  await expect(sums.nth(2)).toContainText("GBP");
  await expect(sums.nth(3)).toContainText("\u2212");
});
