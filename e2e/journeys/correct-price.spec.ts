/** A price turns out to be wrong after its month was issued; and what a new price would do is seen before it holds. */

import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { addMonths, firstDay } from "../../lib/calendar/calendar";
import { formatDecimal } from "../../lib/money/amount";
import { expect, test } from "../support/visitors";
import { waterfallOf } from "../support/waterfall";

const issued = addMonths(monthToClose(demoCalendar(Date.now())), -1);

type Session = {
  sourceId: string;
  source: string;
  cdrId: string;
  line: number;
  energyColumn: string;
  fileId: string;
  partnerId: string;
  record: string;
};

test("[X1, X6] a corrected session of an issued month leaves its record as it is and writes the difference", async ({
  pageAs,
  sql,
}) => {
  const [session] = await sql<Session[]>`
    select c.source_id as "sourceId", s.name as source, c.cdr_id as "cdrId", c.line, i.file_id as "fileId",
      i.mapping -> 'columns' ->> 'energy' as "energyColumn", r.partner_id as "partnerId", r::text as record
    from cdrs c join revenue_records r on r.source_id = c.source_id and r.cdr_id = c.cdr_id
    join sources s on s.id = c.source_id join imports i on i.id = c.import_id
    where r.period_month = ${firstDay(issued)} and r.origin = 'session' and r.corrects_id is null and c.energy_kwh > 5
      and c.payer = 'ad_hoc' and r.owner_record_id is null and r.partner_share > 0
    order by c.ended_at, c.cdr_id limit 1`;
  const { cdrId, sourceId, partnerId } = session!;
  const page = await pageAs("finance");

  await test.step("import the row with another energy", async () => {
    const csv = await correctedRow(
      session!,
      (id) => sql<{ bytes: Buffer }[]>`
      select bytes from file_chunks where file_id = ${id} order by n`,
    );
    await page.goto("/imports");
    await page.getByLabel("Source", { exact: true }).selectOption({ label: session!.source });
    const file = { name: "corrected.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Start import" }).click();
    await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  });

  await test.step("accept the conflict with a reason", async () => {
    await page.goto("/held?kind=conflict");
    await page.getByRole("link", { name: cdrId, exact: true }).click();
    await page.getByRole("button", { name: "Accept as correction" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill("The meter was read again");
    await dialog.getByRole("button", { name: "Accept as correction" }).click();
    await expect(page.getByText("Reason: The meter was read again")).toBeVisible();
  });

  await test.step("find the difference in the open period, explained", async () => {
    await page.goto(`/cdrs/${sourceId}/${encodeURIComponent(cdrId)}`);
    await page.getByRole("link", { name: `${cdrId}~d1` }).click();
    await expect(page.getByRole("link", { name: cdrId, exact: true })).toBeVisible();
    const [difference] = await sql<{ id: string; month: string; share: string; corrects: string | null }[]>`
      select d.id, to_char(d.period_month, 'YYYY-MM') as month, d.partner_share::text as share, o.cdr_id as corrects
      from revenue_records d left join revenue_records o on o.partner_id = d.partner_id and o.id = d.corrects_id
      where d.source_id = ${sourceId} and d.cdr_id = ${`${cdrId}~d1`}`;
    expect(difference).toMatchObject({ corrects: cdrId });
    expect(difference!.month > issued).toBe(true);
    await page.goto(`/revenue/${partnerId}/${difference!.id}`);
    const steps = await waterfallOf(page);
    const moved = steps.filter((step, index) => index === 0 || !step.isState);
    const share = moved.reduce((sum, step) => sum + step.amount, 0n);
    expect(steps.at(-1)!.amount).toBe(share);
    expect(formatDecimal(share)).toBe(difference!.share);
    const [after] = await sql<{ record: string }[]>`
      select r::text as record from revenue_records r where source_id = ${sourceId} and cdr_id = ${cdrId}`;
    expect(after!.record).toBe(session!.record);
  });
});

test("[A38] the preview of a new tariff version shows the sums that its recalculation then gives", async ({
  pageAs,
  sql,
}) => {
  const from = firstDay(monthToClose(demoCalendar(Date.now())));
  const [tariff] = await sql<{ id: string; shares: string }[]>`
    select t.id, (select sum(partner_share)::text from revenue_records) as shares from tariffs t
    join tariff_versions v on v.tariff_id = t.id join cdrs c on c.tariff_version_id = v.id
    where c.ended_at >= ${from}::date and t.kind = 'charge_point_rate' and c.settlement = 'recorded'
      and v.sales #>> '{elements,0,price_components,0,type}' = 'ENERGY'
    group by t.id order by count(*) desc limit 1`;
  const page = await pageAs("finance");
  // The session beside the form is priced as soon as the form answers.
  const priced = page.waitForResponse((response) => response.request().method() === "POST");
  await page.goto(`/tariffs/${tariff!.id}/version`);
  await priced;
  await page.getByLabel("In force from").fill(from);
  await page.getByLabel("Price per kWh").first().fill("0.79");
  await page.getByRole("button", { name: "Save as new version" }).click();

  await expect(page).toHaveURL(/\/recalculations\//);
  await expect(page.getByText("Nothing has changed yet.", { exact: false })).toBeVisible({ timeout: 60_000 });
  const promised = await sumsOn(page);
  expect(promised.length).toBeGreaterThan(0);
  const before = await sql`select sum(partner_share)::text as shares from revenue_records`;
  expect(before[0]!.shares).toBe(tariff!.shares);

  await page.getByRole("button", { name: "Apply the change" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Apply the change" }).click();
  await expect(page.getByRole("heading", { name: /^Recalculation of sessions/ })).toBeVisible();
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  expect(await sumsOn(page)).toEqual(promised);
  const after = await sql`select sum(partner_share)::text as shares from revenue_records`;
  expect(after[0]!.shares).not.toBe(tariff!.shares);
});

/** The file of one row: its header, and the row of the session with ten kWh more. */
async function correctedRow(
  { fileId, line, energyColumn }: Session,
  chunks: (fileId: string) => Promise<readonly { bytes: Buffer }[]>,
): Promise<string> {
  const text = Buffer.concat((await chunks(fileId)).map((chunk) => chunk.bytes)).toString("utf8");
  const delimiter = text.split("\n")[0]!.includes(";") ? ";" : ",";
  const rows: string[][] = parse(text, { delimiter, bom: true });
  const [header, row] = [rows[0]!, [...rows[line - 1]!]];
  const column = header.indexOf(energyColumn);
  const decimal = row[column]!.includes(",") ? "," : ".";
  row[column] = (Number(row[column]!.replace(",", ".")) + 10).toFixed(3).replace(".", decimal);
  return stringify([header, row], { delimiter });
}

/** Every row of both tables of sums, as it reads. */
async function sumsOn(page: Page): Promise<string[]> {
  const rows: Locator = page.locator("main table tbody tr");
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, " ")).sort();
}
