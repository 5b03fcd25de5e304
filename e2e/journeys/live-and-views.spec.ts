/** Figures that follow what happens, lists that come back as they were named, and exports as workbooks. */
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { formatAmount } from "../../lib/i18n/format";
import { readSheet } from "../../scripts/testing/unzip";
import { expect, test } from "../support/visitors";

const month = monthToClose(demoCalendar(Date.now()));

test("[A2, A36] the overview's figures follow a payment without a reload", async ({ pageAs, sql }) => {
  const now = new Date().toISOString().slice(0, 7);
  const collected = async () => {
    const [row] = await sql<{ collected: string }[]>`
      select sum(collected_share)::text as collected from record_rollups
      where currency = 'GBP' and origin_month = ${`${now}-01`}`;
    return `${formatAmount(row!.collected, "GBP", "en")} GBP`;
  };
  const overview = await pageAs("auditor");
  await overview.goto("/");
  const figures = overview.getByRole("region", { name: "Totals of all rows that match" });
  const before = await collected();
  await expect(figures).toContainText(inFigures(before));
  await overview.evaluate(() => Object.assign(window, { sameDocument: true }));

  const finance = await pageAs("finance");
  await finance.goto(`/revenue?currency=GBP&collected=awaited&date=${now}-01..`);
  await finance
    .getByRole("checkbox", { name: /^Select row/ })
    .first()
    .check();
  await finance.getByRole("button", { name: "Collect", exact: true }).click();
  await finance.getByRole("dialog").getByRole("button", { name: "Collect" }).click();
  await expect(finance.getByText("Collected. Records that")).toBeVisible();

  const after = await collected();
  expect(after).not.toBe(before);
  await expect(figures).toContainText(inFigures(after));
  expect(await overview.evaluate(() => "sameDocument" in window)).toBe(true);
});

test("[A27, A30, A31] a saved view opens the same list for others, and says when it was changed", async ({
  pageAs,
}) => {
  const finance = await pageAs("finance");
  await finance.goto("/expenses?currency=GBP&origin=platform_fee&gift=yes");
  await finance.getByRole("button", { name: "Views" }).click();
  await finance.getByRole("menuitem", { name: "Save as new …" }).click();
  await finance.getByLabel("Name").fill("Platform fees");
  await finance.getByLabel("Shared with everybody in the back office").check();
  await finance.getByRole("button", { name: "Save view" }).click();
  await expect(finance).toHaveURL(/\?currency=GBP&origin=platform_fee&view=/);

  const auditor = await pageAs("auditor");
  await auditor.goto("/expenses");
  await auditor.getByRole("button", { name: "Views" }).click();
  await auditor.getByRole("menuitem", { name: "Platform fees" }).click();
  await expect(auditor.getByRole("button", { name: "Origin: Platform fee" })).toBeVisible();
  await auditor.getByRole("button", { name: "Remove filter Currency" }).click();
  await expect(auditor.getByRole("button", { name: "Platform fees" })).toContainText("differ from the saved view");
  await expect(auditor.getByRole("button", { name: "Update view" })).toHaveCount(0);

  await finance.getByRole("button", { name: "Remove filter Currency" }).click();
  await finance.getByRole("button", { name: "Update view" }).click();
  await expect(finance.getByText("“Platform fees” now holds these filters.")).toBeVisible();
  await auditor.reload();
  await expect(auditor.getByRole("button", { name: "Platform fees" })).not.toContainText("differ");
});

test("[A33] a workbook holds exactly the records of the filter, at once or from the background", async ({
  pageAs,
  sql,
}) => {
  const page = await pageAs("finance");
  const few = await sql<{ id: string; share: string }[]>`
    select id, partner_share::text as share from revenue_records
    where currency = 'EUR' and period_month = ${`${month}-01`} order by ended_at desc, id desc`;
  await page.goto(`/revenue?currency=EUR&period=${month}`);
  expect(few.length).toBeGreaterThan(20);
  const atOnce = await recordsIn(await downloaded(page, () => exportAs(page)));
  expect(atOnce).toEqual(few.map(({ id, share }) => [id, Number(share)]));

  const [all] = await sql<{ count: number }[]>`select count(*)::int as count from revenue_records`;
  await page.goto("/revenue");
  await exportAs(page);
  await expect(page).toHaveURL(/\/exports$/);
  const file = page.getByRole("link", { name: "revenue.xlsx" });
  await expect(file).toBeVisible({ timeout: 30_000 });
  const everything = await recordsIn(await downloaded(page, () => file.click()));
  expect(new Set(everything.map(([id]) => id)).size).toBe(all!.count);
});

/** Between figure and currency there is only a margin. */
function inFigures(amount: string): string {
  return amount.replace(" ", "");
}

async function exportAs(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Excel workbook (XLSX)" }).click();
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return download;
}

/** Id and partner share of each row. */
async function recordsIn(download: Download): Promise<(string | number | null | undefined)[][]> {
  const [header, ...rows] = readSheet(await readFile(await download.path()));
  const share = header!.indexOf("partner_share");
  return rows.map((row) => [row[0], row[share]]);
}
