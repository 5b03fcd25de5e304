/** Every role on every page and route handler: opened exactly when the table of permissions says so. */
import type { Sql } from "postgres";
import { isAllowed, isPartnerRole, type Permission, type Role, STAFF_ROLES } from "../../lib/access/permissions";
import { addressOf, companyOf, type Examples, readExamples } from "../support/addresses";
import { ensureSimulationAndAgreement } from "../support/contracts";
import { ensurePdf } from "../support/reports";
import { expect, type Send, test, type Visitor } from "../support/visitors";
import { type AccessEntry, readAccessMap } from "./access-map";

/** Requests at a time: enough to keep the server busy. */
const AT_ONCE = 6;
const ROLES: readonly Role[] = [...STAFF_ROLES, "partner_admin", "partner_viewer"];
const FORGED = { headers: { cookie: "wattsettle.session=forged" } };

const entries = onePerAddress(readAccessMap(process.cwd()).filter(({ kind }) => kind !== "action"));
const guarded = entries.flatMap((entry) => (entry.guard && "permission" in entry.guard ? [entry] : []));

/** A page and the sheet that shows the same are one address. */
function onePerAddress(all: AccessEntry[]): AccessEntry[] {
  return [...new Map(all.map((entry) => [`${entry.kind} ${entry.route}`, entry])).values()];
}

/** An id that nothing has. */
const NOBODYS = "00000000-0000-4000-8000-000000000000";

/** A finished export of somebody of each role of the back office: an export opens for its owner only. */
async function exportOfEachRole(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql<{ role: string; id: string }[]>`
    with people as (
      select distinct on (role) role, id, gen_random_uuid() as export_id, gen_random_uuid() as file_id
      from users where company_id is null order by role, created_at, id
    ), stored as (
      insert into files (id, name, media_type, size_bytes, sha256, created_at)
      select file_id, 'revenue.csv', 'text/csv', 0, '', now() from people
    ), exported as (
      insert into list_exports (id, list, format, name, filters, state, expected_rows, file_id, created_at, created_by, expires_at)
      select export_id, 'revenue', 'csv', 'revenue.csv', '{}', 'done', 0, file_id, now(), id, now() + interval '1 day'
      from people
    )
    select role, export_id as id from people`;
  return new Map(rows.map(({ role, id }) => [role, id]));
}

let examplesOf: (role: Role) => Examples;

test.beforeAll(async ({ browser, installation, stateOf, sql }) => {
  const own = {
    partner_admin: await companyOf(sql, "partner_admin"),
    partner_viewer: await companyOf(sql, "partner_viewer"),
  };
  const context = await browser.newContext({ baseURL: installation.address, storageState: await stateOf("finance") });
  const page = await context.newPage();
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill("auditor@tay-charging.example");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page).toHaveURL(/\/sign-in\?notice=mail/);
  for (const { id } of Object.values(own)) await ensureSimulationAndAgreement(context.request, sql, id);
  const admin = await readExamples(sql, own.partner_admin.id);
  const viewer = await readExamples(sql, own.partner_viewer.id);
  const exports = await exportOfEachRole(sql);
  for (const examples of [admin, viewer]) {
    await ensurePdf(page, addressOf("/reports/[partnerId]/[reportId]", examples));
  }
  await context.close();
  examplesOf = (role) => ({
    ...(role === "partner_viewer" ? viewer : admin),
    "/exports/": { id: exports.get(role) ?? NOBODYS },
  });
});

for (const role of ROLES) {
  test(`[A40] ${role} opens exactly what the role may`, async ({ send }) => {
    expect(guarded.length).toBeGreaterThan(70);
    const wrong = await inTurns(guarded, async (entry) => {
      const address = addressOf(entry.route, examplesOf(role));
      const outcome = await outcomeOf(entry, send, role, address);
      const expected = expectedFor(role, entry);
      return expected.includes(outcome) ? [] : [`${address}: ${outcome} instead of ${expected.join(" or ")}`];
    });
    expect(wrong).toEqual([]);
  });
}

test("nobody gets in without a session, or with one of another installation", async ({ send }) => {
  const wrong = await inTurns(guarded, async (entry) => {
    const address = addressOf(entry.route, examplesOf("partner_admin"));
    const isApi = address.startsWith("/api/");
    const signedOut = await outcomeOf(entry, send, null, address);
    const forged = await outcomeOf(entry, send, null, address, FORGED);
    return [
      ...(signedOut === (isApi ? "401" : "to /sign-in") ? [] : [`${address}, signed out: ${signedOut}`]),
      ...(forged === (entry.kind === "handler" ? "401" : "to /sign-in") ? [] : [`${address}, forged: ${forged}`]),
    ];
  });
  expect(wrong).toEqual([]);
});

test("what needs no session opens without one", async ({ send }) => {
  const open = entries.filter(({ guard, route }) => guard && "publicBecause" in guard && !route.includes("["));
  const outcomes = await inTurns(open, async (entry) => [
    `${entry.route}: ${await outcomeOf(entry, send, null, entry.route)}`,
  ]);
  expect(outcomes.sort()).toEqual([
    "/api/health: opens",
    "/forbidden: to /sign-in",
    "/forgot-password: opens",
    "/sign-in-link: opens",
    "/sign-in: opens",
  ]);
  expect((await send(null, `/share/${"a".repeat(43)}`)).status).toBe(404);
  expect((await send(null, `/share/${"a".repeat(43)}/pdf`)).status).toBe(404);
});

test("the page for whom a permission is missing names it and the role", async ({ pageAs }) => {
  const page = await pageAs("auditor");
  await page.goto("/contracts/new");
  await expect(page.getByText("needs the permission “contracts:write”, and your role “Auditor”")).toBeVisible();
  await page.getByRole("link", { name: "To the start page" }).click();
  await expect(page).toHaveURL(/\/$/);
});

/** What the table of permissions says; the frame of the other audience sends away before or after the page does. */
function expectedFor(role: Role, { kind, route, guard }: AccessEntry): string[] {
  const { permission } = guard as { permission: Permission };
  const allowed = isAllowed(role, permission);
  if (kind === "handler") return [allowed ? "opens" : `403 ${permission}`];
  const isForPartners = route === "/portal" || route.startsWith("/portal/");
  if (isForPartners === isPartnerRole(role)) return [allowed ? "opens" : `forbidden ${permission}`];
  const home = isPartnerRole(role) ? "to /portal" : "to /";
  return allowed ? [home] : [home, `forbidden ${permission}`];
}

/** What an answer says, in a word or two. */
async function outcomeOf(
  entry: AccessEntry,
  send: Send,
  visitor: Visitor,
  address: string,
  init: RequestInit = {},
): Promise<string> {
  // Uploads take no GET; an empty one they refuse whoever may upload with 422.
  const isUpload = /^\/api\/(uploads|.*\/(agreement|attachments))$/.test(entry.route);
  const upload = { method: "POST", headers: { "content-type": "application/octet-stream", ...init.headers } };
  const leaving = new AbortController();
  const response = await send(visitor, address, { ...(isUpload ? upload : init), signal: leaving.signal });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    // It would go on for minutes.
    leaving.abort();
    return response.status === 200 ? "opens" : String(response.status);
  }
  const body = await response.text();
  const location = response.headers.get("location");
  if (location) {
    const { pathname, searchParams } = new URL(location, "http://localhost");
    return pathname === "/forbidden" ? `forbidden ${searchParams.get("permission")}` : `to ${pathname}`;
  }
  if (response.status === 403) return `403 ${(JSON.parse(body) as { permission: string }).permission}`;
  if (isUpload && response.status === 422) return "opens";
  // A redirect after the first byte would be a 200 that says so in its body.
  return response.status === 200 && !body.includes("NEXT_REDIRECT") ? "opens" : String(response.status);
}

/** Maps with a few workers; what they return is gathered. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<string[]>): Promise<string[]> {
  const waiting = [...items];
  const gathered: string[] = [];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) gathered.push(...(await work(item)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return gathered;
}
