/** The main job, told end to end: real sessions in, a partner's settlement report out, seen by everyone it concerns. */
import { extractText, getDocumentProxy } from "unpdf";
import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { exportOfMonth } from "../support/dundee";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/test";

const now = Date.now();
const month = monthToClose(demoCalendar(now));
const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" }).format(new Date(`${month}-15`));
const HOST = "Strathkeil";

test("[A20, A34, A40] a file comes in, a month is closed, and its report reaches the host and a reader", async ({
  page,
  browser,
  installation,
}) => {
  test.setTimeout(480_000);
  await signIn(page, installation, "finance");

  await test.step("import a file of real sessions", async () => {
    const { csv, rows } = exportOfMonth(month, now, ["50911", "50912", "51547", "51548"]);
    expect(rows).toBeGreaterThan(20);
    await page.goto("/imports");
    await page.getByLabel("Source", { exact: true }).selectOption({ label: "New source …" });
    await page.getByLabel("Name of the new source").fill("Meter export");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "meter.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await expect(page.getByText("This mapping is a guess")).toBeVisible();
    await expect(page.getByText(`of ${Math.min(rows, 20)} rows can be read`)).toBeVisible();
    await page.getByLabel("If the token does not tell").selectOption({ label: "Paid on the spot (ad hoc)" });
    await page.getByRole("button", { name: "Start import" }).click();
    await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 120_000 });
    const counts = (await page.locator("dl dd").allTextContents())
      .slice(0, 6)
      .map((text) => Number(text.replace(",", "")));
    const total = counts.pop();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(total).toBe(rows);
  });

  await test.step("see why a record's amount is what it is", async () => {
    await page.goto(`/revenue?period=${month}`);
    await page.getByRole("table").getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: /^Why .+ gets/ })).toBeVisible();
    await expect(page.getByRole("rowheader", { name: /^Driver paid/ })).toBeVisible();
  });

  await test.step("close the month", async () => {
    await page.goto(`/month-end?month=${month}`);
    await page.getByRole("button", { name: /^Draft \d+ reports/ }).click();
    await expect(page.getByText("Done").first()).toBeVisible({ timeout: 120_000 });
    await page.goto(`/month-end?month=${month}`);
    await page.getByRole("button", { name: /^Issue \d+ reports/ }).click();
    await page
      .getByRole("dialog")
      .or(page.getByRole("alertdialog"))
      .getByRole("button", { name: /^Issue \d+ reports/ })
      .click();
    await expect(page).toHaveURL(/month-end\/runs/);
    await expect(page.getByText("Done").first()).toBeVisible({ timeout: 120_000 });
  });

  const number = await test.step("open the report and its PDF", async () => {
    await page.goto(`/reports?month=${month}`);
    await page.getByRole("row").filter({ hasText: HOST }).getByRole("link").first().click();
    await expect(page).toHaveURL(/\/reports\/[\w-]+\/[\w-]+$/);
    await expect(page.getByRole("heading", { level: 1, name: /^SR-/ })).toBeVisible();
    const title = await page.getByRole("heading", { level: 1 }).textContent();
    const pdf = page.getByRole("link", { name: "PDF" });
    await expect(pdf).toBeVisible({ timeout: 120_000 });
    const answer = await page.request.get((await pdf.getAttribute("href"))!);
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.body())), {
      mergePages: true,
    });
    expect(text).toContain(title!);
    expect(text).toContain(HOST);
    expect(text).toContain(monthName);
    expect(text).toContain("Collected for previous periods");
    return title!;
  });

  const link = await test.step("share the report by a link", async () => {
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByRole("button", { name: "Create link" }).click();
    const created = page.getByLabel("Link", { exact: true });
    await expect(created).toHaveValue(/\/share\//);
    const url = await created.inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    return url;
  });

  await test.step("the host finds the same report in the portal, and nobody else's", async () => {
    const context = await browser.newContext({ baseURL: installation.address });
    const host = await context.newPage();
    await signIn(host, installation, "partner_admin");
    await expect(host).toHaveURL(/\/portal/);
    await host.goto("/portal/reports");
    await host.getByRole("link", { name: number }).click();
    await expect(host.getByText(number).first()).toBeVisible();
    const foreign = await host.goto("/reports");
    expect(foreign?.url()).toContain("/portal");
    await context.close();
  });

  await test.step("a reader opens it by the link, without signing in, until it is revoked", async () => {
    const context = await browser.newContext();
    const reader = await context.newPage();
    const opened = await reader.goto(link);
    expect(opened?.status()).toBe(200);
    expect(
      opened?.headers()["x-robots-tag"] ?? (await reader.locator("meta[name=robots]").getAttribute("content")),
    ).toContain("noindex");
    await expect(reader.getByText(number)).toBeVisible();
    expect((await reader.request.get(`${link}/pdf`)).status()).toBe(200);
    await page.reload();
    await page.getByRole("button", { name: "Revoke" }).first().click();
    await page.getByRole("dialog").or(page.getByRole("alertdialog")).getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByText("Revoked")).toBeVisible();
    const closed = await reader.goto(link);
    expect(closed?.status()).toBe(404);
    expect((await reader.request.get(`${link}/pdf`)).status()).toBe(404);
    await context.close();
  });
});
