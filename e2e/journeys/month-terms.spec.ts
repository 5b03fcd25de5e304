/** A term for the whole month: the tiers of a car park operator, from the report's line to the record behind it. */

import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { addMonths } from "../../lib/calendar/calendar";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/test";

const month = addMonths(monthToClose(demoCalendar(Date.now())), -1);
const CONTRACT = "Car parks in Britain";

test("[X4, A23, X1] a report states the tiers of its contract with their arithmetic", async ({
  page,
  installation,
}) => {
  await signIn(page, installation, "finance");
  await page.goto(`/reports?month=${month}&currency=GBP`);
  await page.getByRole("row").filter({ hasText: "Kinlorn" }).getByRole("link").first().click();
  const line = page.getByRole("row").filter({ hasText: CONTRACT });
  await expect(line).toContainText("Volume tier");
  await expect(line).toContainText(/tier 1: 100\.00.GBP × 2.%/);

  // The demo's contract: 2 % of what lies between 50.00 and 150.00 of revenue, 5 % of what lies above.
  const [, above] = /tier 2: ([\d,.]+).GBP × 5.%/.exec((await line.textContent()) ?? "")!;
  const share = ((await line.getByRole("cell").nth(5).textContent()) ?? "").trim();
  const revenue = 150 + Number(above!.replace(",", ""));
  await expect(line).toContainText(`revenue ${revenue.toFixed(2)}`);
  expect(Math.abs(Number(share) - (100 * 0.02 + (revenue - 150) * 0.05))).toBeLessThan(0.011);

  await page.goto(`/revenue?origin=tier&period=${month}`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText(`Why Kinlorn Parking gets ${share}`).first()).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Tier 2/ })).toBeVisible();
});
