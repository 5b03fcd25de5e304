/** Tariffs: made with the form, brought as OCPI objects, assigned in bulk, and found where one is missing. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/visitors";

const pricesPerKwh = (page: Page) => page.getByLabel("Price per kWh");
const add = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("[B38] the form says what a tariff says and leaves out, and refuses price configurations that tie", async ({
  pageAs,
}) => {
  const page = await pageAs("operations");
  await page.goto("/tariffs/new");
  await page.getByLabel("Name").fill("Quiet nights");
  await add(page, "Day and night");
  await pricesPerKwh(page).nth(0).fill("0.45");
  await pricesPerKwh(page).nth(1).fill("0,29");
  const sentences = page.getByRole("heading", { level: 2 }).filter({ hasText: "kWh" });
  await expect(sentences).toContainText(["06:00–22:00: 0.45 EUR/kWh", "Otherwise: 0.29 EUR/kWh"]);

  await page.getByRole("button", { name: "Move element 1 down" }).press("Enter");
  await expect(page.getByText("Element 2 is never reached for Energy: element 1 always applies first.")).toBeVisible();
  await add(page, "Remove element 1");
  await expect(page.getByText("Energy has no price: every day 00:00–06:00.")).toBeVisible();
  await expect(page.getByText("Energy has no price: every day 22:00–24:00.")).toBeVisible();

  await page.getByText("Price configurations", { exact: true }).click();
  for (const [index, price] of ["0.40", "0.50"].entries()) {
    await add(page, "Add price configuration");
    const configuration = page.getByRole("region", { name: `Configuration ${index + 1}` });
    await configuration.getByLabel("Connector type").selectOption("CHADEMO");
    await configuration.getByLabel("Price per kWh").fill(price);
  }
  await add(page, "Create tariff");
  await expect(page.getByText("Price configurations 1 and 2 are for the same sessions")).toBeVisible();
  await page.getByRole("region", { name: "Configuration 2" }).getByLabel("Connector type").selectOption("IEC_62196_T2");
  await add(page, "Create tariff");
  await expect(page.getByRole("heading", { level: 1, name: "Quiet nights" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Connector type CHADEMO" }).first()).toBeVisible();

  await page.getByRole("link", { name: "New version" }).click();
  await pricesPerKwh(page).first().fill("0.49");
  await page.getByLabel("In force from").fill("2031-01-01");
  await add(page, "Save as new version");
  const changed = page.getByRole("listitem").filter({ hasText: /^06:00–22:00: 0\.45 EUR\/kWh.*0\.49 EUR\/kWh$/ });
  await expect(changed).toBeVisible();
});

const OCPI = {
  currency: "GBP",
  tariff_alt_text: [{ language: "en", text: "Working hours" }],
  elements: [
    {
      price_components: [{ type: "ENERGY", price: 0.45, step_size: 1 }],
      restrictions: {
        start_time: "08:00",
        end_time: "20:00",
        min_kwh: 5,
        day_of_week: ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"],
      },
    },
    { price_components: [{ type: "ENERGY", price: 0.3, step_size: 1 }] },
  ],
};

test("an OCPI object is opened, told, assigned to sites from a day, taken away again and exported", async ({
  pageAs,
}) => {
  const page = await pageAs("operations");
  await page.goto("/tariffs/new");
  await page.getByLabel("Name").fill("Working hours");
  const file = { name: "tariff.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(OCPI)) };
  await page.getByLabel("Open JSON file").setInputFiles(file);
  await expect(page.getByText("Mon–Fri 08:00–20:00: 0.45 GBP/kWh after the first 5 kWh")).toBeVisible();
  await expect(page.getByLabel("Currency")).toHaveValue("GBP");
  await add(page, "Create tariff");

  await add(page, "Assign to sites");
  const dialog = page.getByRole("dialog");
  await dialog.getByPlaceholder("Search sites").fill("Menziehill");
  await dialog.getByLabel(/^Menziehill/).check();
  await dialog.getByLabel("From").fill("2031-02-01");
  await dialog.getByRole("button", { name: "Assign to sites" }).click();
  const use = page.getByRole("row", { name: /Menziehill/ });
  await expect(use).toContainText("1 Feb 2031");
  await use.getByRole("button", { name: /^Remove/ }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Nowhere yet.")).toBeVisible();

  const downloading = page.waitForEvent("download");
  await add(page, "Sales cost as OCPI JSON");
  const { id, ...exported } = JSON.parse(readFileSync(await (await downloading).path(), "utf8"));
  expect(page.url()).toContain(id);
  expect(exported).toEqual(OCPI);
});

test("[B31] connectors without a charge point rate are listed until they get one", async ({ pageAs, sql }) => {
  // One that nobody has charged at, so that no session has to be priced again.
  const [spare] = await sql<{ id: string }[]>`
    insert into connectors (id, evse_id, connector_id, current, power_type)
    select gen_random_uuid(), id, 'spare', 'AC', 'AC_3_PHASE' from evses order by uid limit 1 returning id`;
  const [missing] = await sql<{ count: number }[]>`
    select count(*)::int from connectors k where not exists (
      select from tariff_assignments a
      where a.connector_id = k.id and a.kind = 'charge_point_rate' and a.days @> current_date
    )`;
  const page = await pageAs("operations");
  await page.goto("/tariffs/coverage");
  const rows = page.getByRole("table", { name: "Connectors" }).locator("tbody tr");
  await expect(rows.filter({ hasText: "charge point rate" })).toHaveCount(missing!.count);
  const row = rows.filter({ hasText: "· spare" });
  await row.getByRole("checkbox").check();
  await add(page, "Assign a tariff");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tariff").selectOption({ index: 0 });
  await dialog.getByLabel("From").fill(new Date().toISOString().slice(0, 10));
  await dialog.getByRole("button", { name: "Assign a tariff" }).click();
  await expect(row).toHaveCount(0);
  await sql`delete from tariff_assignments where connector_id = ${spare!.id}`;
  await sql`delete from connectors where id = ${spare!.id}`;
});
