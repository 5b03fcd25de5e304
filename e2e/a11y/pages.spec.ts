/** Main pages in light and dark: no serious finding of axe; on a phone nothing is wider than the screen. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { demoCalendar, monthToClose } from "../../db/seed/calendar";
import { addressOf, companyOf, type Examples, readExamples } from "../support/addresses";
import { expect, test, type Visitor } from "../support/visitors";

const PHONE = { width: 390, height: 844 };
const GRAVE = ["serious", "critical"];
/** Rows of a list are alike: looking at a few of them takes a tenth of the time. */
const FURTHER_ROWS = "tbody tr:nth-child(n + 6)";
/** What a theme can break; everything else is the same in both. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];
const month = monthToClose(demoCalendar(Date.now()));

/** Name → route of the access map, or an address. */
type Pages = Readonly<Record<string, string>>;

const BACK_OFFICE: Pages = {
  overview: "/",
  "month end": `/month-end?month=${month}`,
  revenue: "/revenue",
  "a record": "/revenue/[partnerId]/[recordId]",
  expenses: "/expenses",
  "an expense": "/expenses/[partnerId]/[recordId]",
  reports: "/reports",
  "a report": "/reports/[partnerId]/[reportId]",
  imports: "/imports",
  "an import": "/imports/[id]",
  "on hold": "/held",
  "a row on hold": "/held/[key]",
  CDRs: "/cdrs",
  "a CDR": "/cdrs/[sourceId]/[cdrId]",
  companies: "/companies",
  "a company": "/companies/[id]",
  "a contract": "/contracts/[id]",
  "new terms": "/contracts/[id]/terms",
  "a tariff": "/tariffs/[id]",
  "a new tariff": "/tariffs/new",
  "coverage of tariffs": "/tariffs/coverage",
  "trying a tariff": "/tariffs/try",
  locations: "/locations",
  "a location": "/locations/[id]",
  users: "/settings/users",
  history: "/history",
  "a missing permission": "/forbidden?permission=mails:read",
};
const PORTAL: Pages = {
  home: "/portal",
  sessions: "/portal/records",
  "a session": "/portal/records/[partnerId]/[recordId]",
  reports: "/portal/reports",
  "a report": "/portal/reports/[partnerId]/[reportId]",
  "what you owe": "/portal/expenses",
  "an expense": "/portal/expenses/[partnerId]/[recordId]",
  sites: "/portal/sites",
  colleagues: "/portal/users",
  account: "/portal/account",
};
const SIGNED_OUT: Pages = { "sign-in": "/sign-in", "forgotten password": "/forgot-password" };

const LOOKS: readonly { what: string; visitor: Visitor; pages: Pages; isPhone: boolean }[] = [
  { what: "sign-in", visitor: null, pages: SIGNED_OUT, isPhone: false },
  { what: "the back office", visitor: "admin", pages: BACK_OFFICE, isPhone: false },
  { what: "the portal on a phone", visitor: "partner_admin", pages: PORTAL, isPhone: true },
];

let examples: Examples;

test.beforeAll(async ({ sql }) => {
  examples = await readExamples(sql, (await companyOf(sql, "partner_admin")).id);
});

for (const { what, visitor, pages, isPhone } of LOOKS) {
  for (const [name, route] of Object.entries(pages)) {
    test(`${what}, ${name}: no serious finding in light and dark`, async ({ pageAs }) => {
      const page = await pageAs(visitor, isPhone ? { viewport: PHONE } : {});
      await open(page, addressOf(route, examples));
      await expectNoFindings(page);
      if (isPhone) expect(await overflow(page)).toBe(0);
    });
  }
}

test("a shared report on a phone: no serious finding in light and dark, and it fits", async ({ pageAs }) => {
  const staff = await pageAs("finance");
  await open(staff, addressOf("/reports/[partnerId]/[reportId]", examples));
  await staff.getByRole("button", { name: "Share" }).click();
  await staff.getByRole("button", { name: "Create link" }).click();
  const created = staff.getByLabel("Link", { exact: true });
  await expect(created).toHaveValue(/\/share\//);
  const link = await created.inputValue();
  const reader = await pageAs(null, { viewport: PHONE });
  await open(reader, link);
  await expectNoFindings(reader);
  expect(await overflow(reader)).toBe(0);
});

async function open(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  await expect(page.getByRole("heading").first()).toBeVisible();
}

/** All rules in light; then the page follows the system into the dark, and what a colour can break is looked at again. */
async function expectNoFindings(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  expect.soft(await findings(page, null), "light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  expect.soft(await findings(page, RULES_OF_COLOUR), "dark").toEqual([]);
}

/** Serious and critical findings, a line each: the rule, and the first places. */
async function findings(page: Page, rules: readonly string[] | null): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).exclude(FURTHER_ROWS);
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ""))
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(placeOf).join(" | ")}`);
}

const placeOf = ({ html }: { html: string }) => html.slice(0, 200);

/** Pixels by which the page is wider than the screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
