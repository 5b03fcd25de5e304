/** English and German: words, dates and numbers follow the reader, a document its recipient. */
import { extractText, getDocumentProxy } from "unpdf";
import { formatAmount, formatDateTime, formatMonth } from "../../lib/i18n/format";
import { addressOf, companyOf, readExamples } from "../support/addresses";
import { ensurePdf } from "../support/reports";
import { totalsOf } from "../support/totals";
import { expect, test } from "../support/visitors";

test("[X17] switching to German changes navigation, dates and numbers, and stays", async ({ pageAs, sql }) => {
  const [record] = await sql<{ id: string; endedAt: Date; zone: string }[]>`
    select r.partner_id || '/' || r.id as id, ended_at as "endedAt", time_zone as zone
    from revenue_records r join organizations o on o.id = r.organization_id
    order by ended_at desc, r.id desc limit 1`;
  const sums = await sql<{ currency: string; revenue: string }[]>`
    select currency, sum(revenue)::text as revenue from revenue_records group by currency order by currency`;
  const page = await pageAs("operations");
  const menu = page.getByRole("navigation").first();
  const ended = page.locator(`tr[data-row="${record!.id}"] time`).first();
  const revenue = async () => (await totalsOf(page)).map(([first]) => first);
  const at = (locale: string) => formatDateTime(record!.endedAt.getTime(), record!.zone, locale);
  const figures = (locale: string) =>
    sums.map(({ revenue, currency }) => `${formatAmount(revenue, currency, locale)} ${currency}`);

  await page.goto("/revenue");
  await expect(menu.getByRole("link", { name: "Month end" })).toBeVisible();
  await expect(ended).toContainText(at("en"));
  expect(await revenue()).toEqual(figures("en"));

  await page.getByRole("button", { name: "Oona Pryce" }).click();
  const account = page.getByRole("dialog", { name: "Account" });
  // Only scripts know the theme: the menu listens from then on.
  await expect(account.getByRole("button", { pressed: true })).toBeVisible();
  await account.getByLabel("Language").selectOption("de");
  await expect(page.getByRole("heading", { level: 1, name: "Umsätze" })).toBeVisible();
  await expect(menu.getByRole("link", { name: "Monatsabschluss" })).toBeVisible();
  await expect(menu.getByRole("link", { name: "Month end" })).toHaveCount(0);
  await expect(ended).toContainText(at("de"));
  expect(at("de")).not.toBe(at("en"));
  expect(await revenue()).toEqual(figures("de"));
  expect(figures("de")[0]).toMatch(/\d\.\d{3},\d\d EUR$/);

  await page.goto("/companies");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1, name: "Unternehmen" })).toBeVisible();
});

test("[X17, A34] a German partner reads portal and PDF in German, whatever the staff speaks", async ({
  pageAs,
  send,
  sql,
}) => {
  const company = await companyOf(sql, "partner_viewer");
  const examples = await readExamples(sql, company.id);
  const [report] = await sql<{ month: string; payable: string; currency: string; number: string }[]>`
    select to_char(month, 'YYYY-MM') as month, payable_share::text as payable, currency, number
    from settlement_reports where id = ${examples["/reports/"]!.reportId!}`;
  const { number, currency } = report!;
  const month = formatMonth(report!.month, "de");
  const payable = formatAmount(report!.payable, currency, "de");

  const host = await pageAs("partner_viewer");
  await host.goto("/portal");
  await expect(host.getByRole("heading", { name: `Abrechnung ${month}` })).toBeVisible();
  await expect(host.getByRole("link", { name: "Ladevorgänge", exact: true })).toBeVisible();
  await host.goto(addressOf("/portal/reports/[partnerId]/[reportId]", examples));
  await expect(host.getByRole("heading", { level: 1, name: month })).toBeVisible();
  await expect(host.getByText(payable).first()).toBeVisible();

  const staff = await pageAs("finance");
  const path = addressOf("/reports/[partnerId]/[reportId]", examples);
  await ensurePdf(staff, path);
  await expect(staff.locator("html")).toHaveAttribute("lang", "en");
  const [asHost, asStaff] = await Promise.all([
    send("partner_viewer", `/portal${path}/pdf`).then((answer) => answer.arrayBuffer()),
    send("finance", `${path}/pdf`).then((answer) => answer.arrayBuffer()),
  ]);
  expect(Buffer.from(asHost).equals(Buffer.from(asStaff))).toBe(true);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(asHost)), { mergePages: true });
  for (const words of ["Abrechnungsbericht", number, month, payable, "Eingegangen für frühere Zeiträume"]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain("Settlement report");
});

test("[X17] the language chosen in the account is kept with the person", async ({ pageAs }) => {
  const page = await pageAs("auditor");
  await page.goto("/account");
  const main = page.getByRole("main");
  await main.getByLabel("Language").selectOption("de");
  await main.getByRole("button", { name: "Save" }).click();
  await expect(main.getByText("Gespeichert.")).toBeVisible();
  await page.context().clearCookies({ name: "locale" });
  await page.reload();
  await expect(main.getByLabel(/^(Language|Sprache)$/)).toHaveValue("de");

  await main.getByLabel(/^(Language|Sprache)$/).selectOption("en");
  await main.getByRole("button", { name: /^(Save|Speichern)$/ }).click();
  await expect(main.getByText("Saved.")).toBeVisible();
});
