/** Two site hosts know nothing of each other, and nothing of what only the operator may do. */
import { formatAmount } from "../../lib/i18n/format";
import { type ActionRequest, catchAction, replay } from "../support/actions";
import { addressOf, companyOf, type Examples, readExamples } from "../support/addresses";
import { ensurePdf } from "../support/reports";
import { totalsOf } from "../support/totals";
import { expect, test } from "../support/visitors";
import { readAccessMap } from "./access-map";

type Host = { role: "partner_admin" | "partner_viewer"; id: string; name: string; legalName: string };

/** Addresses of the portal that name an object. */
const portalRoutes = [
  ...new Set(
    readAccessMap(process.cwd())
      .filter(({ kind, route }) => kind !== "action" && route.startsWith("/portal/") && route.includes("["))
      .map(({ route }) => route),
  ),
];

let hosts: readonly [Host, Host];
let examplesOf: (host: Host) => Examples;

test.beforeAll(async ({ sql, browser, installation, stateOf }) => {
  const [a, b] = [await companyOf(sql, "partner_admin"), await companyOf(sql, "partner_viewer")];
  hosts = [
    { role: "partner_admin", ...a },
    { role: "partner_viewer", ...b },
  ];
  const examples = new Map([
    [a.id, await readExamples(sql, a.id)],
    [b.id, await readExamples(sql, b.id)],
  ]);
  examplesOf = (host) => examples.get(host.id)!;
  const context = await browser.newContext({ baseURL: installation.address, storageState: await stateOf("finance") });
  const staff = await context.newPage();
  for (const host of hosts) await ensurePdf(staff, addressOf("/reports/[partnerId]/[reportId]", examplesOf(host)));
  await context.close();
});

test("[A40] what belongs to another host is not there, and its name does not show", async ({ send }) => {
  expect(portalRoutes.length).toBeGreaterThanOrEqual(6);
  for (const [asking, other] of [hosts, [...hosts].reverse() as [Host, Host]]) {
    for (const route of portalRoutes) {
      // Only admins of a partner manage its users.
      if (route.startsWith("/portal/users") && asking.role === "partner_viewer") continue;
      const own = await send(asking.role, addressOf(route, examplesOf(asking)));
      expect(own.status, `${asking.role} ${own.url}`).toBe(200);
      await own.arrayBuffer();
      for (const address of foreignAddresses(route, asking, other)) {
        const answer = await send(asking.role, address);
        const body = await answer.text();
        expect(answer.status, `${asking.role} ${address}`).toBe(404);
        for (const secret of [other.name, other.legalName]) expect(body, address).not.toContain(secret);
      }
    }
  }
});

/** The other's object under the other's id, and under one's own where the address names both. */
function foreignAddresses(route: string, asking: Host, other: Host): string[] {
  const foreign = addressOf(route, examplesOf(other));
  return [...new Set([foreign, foreign.replace(other.id, asking.id), `${foreign}?of=records`])];
}

test("[A40] each host sees its own totals, and nothing of a partner that the address asks for", async ({
  pageAs,
  sql,
}) => {
  for (const [host, other] of [hosts, [...hosts].reverse() as [Host, Host]]) {
    const page = await pageAs(host.role);
    const locale = host.role === "partner_viewer" ? "de" : "en";
    const shares = await sql<{ currency: string; total: string }[]>`
      select currency, sum(partner_share)::text as total from revenue_records
      where partner_id = ${host.id} group by currency order by currency`;
    await page.goto("/portal/records");
    const shown = (await totalsOf(page)).map(([share]) => share);
    expect(shown).toEqual(shares.map(({ total, currency }) => `${formatAmount(total, currency, locale)} ${currency}`));
    await page.goto(`/portal/records?partner=${other.id}`);
    await expect(
      page.getByText(locale === "de" ? "Kein Ladevorgang entspricht dem Filter." : "No session matches."),
    ).toBeVisible();
    expect(await page.content()).not.toContain(other.name);
  }
});

test("[A40] actions of the operator do not work with a host's session", async ({ pageAs, send, sql }) => {
  const [host, other] = hosts;
  const finance = await pageAs("finance");
  const report = addressOf("/reports/[partnerId]/[reportId]", examplesOf(other));
  await finance.goto(report);
  await finance.getByRole("button", { name: "Share" }).click();
  await finance.getByRole("button", { name: "Create link" }).click();
  await expect(finance.getByLabel("Link", { exact: true })).toHaveValue(/\/share\//);
  await finance.getByRole("button", { name: "Done" }).click();

  const revoke = await catchAction(finance, async () => {
    await finance.getByRole("button", { name: "Revoke" }).first().click();
    await finance.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  });
  await finance.goto(report);
  const share = await catchAction(finance, async () => {
    await finance.getByRole("button", { name: "Share" }).click();
    await finance.getByRole("button", { name: "Create link" }).click();
  });
  const [open] = await sql<{ id: string; address: string }[]>`
    select id, '/revenue/' || partner_id || '/' || id as address from revenue_records
    where partner_id = ${other.id} and due > 0 and cdr_id not in (select cdr_id from collections)
    order by ended_at desc, id limit 1`;
  await finance.goto(open!.address);
  const collect = await catchAction(finance, async () => {
    await finance.getByRole("button", { name: "Collect" }).click();
    await finance.getByRole("dialog").getByRole("button", { name: "Collect" }).click();
  });
  const admin = await pageAs("admin");
  await admin.goto("/settings/users");
  const invite = await catchAction(admin, async () => {
    await admin.getByRole("button", { name: "Invite" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Mallory");
    await dialog.getByLabel("E-mail").fill("mallory@strathkeil.example");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
  });

  const before = await footprint();
  const attempts: [ActionRequest, permission: string][] = [
    [revoke, "shares:write"],
    [share, "shares:write"],
    [collect, "records:collect"],
    [invite, "users:write"],
  ];
  for (const [request, permission] of attempts) {
    const answer = await replay(send, host.role, request);
    expect(answer).toContain(`Your role does not allow this. It needs the permission “${permission}”.`);
    expect(await replay(send, null, request)).not.toContain('"status":"done"');
  }
  expect(await footprint()).toEqual(before);

  // The same request from the right session works: what was refused is not broken.
  expect(await replay(send, "finance", revoke)).toContain('"status":"done"');
  expect((await footprint()).open).toBe(before.open - 1);

  async function footprint() {
    const [counts] = await sql<{ shares: number; open: number; paid: number; people: number; links: number }[]>`
      select (select count(*)::int from shares where partner_id = ${other.id}) as shares,
        (select count(*)::int from shares where partner_id = ${other.id} and revoked_at is null) as open,
        (select count(*)::int from collections where partner_id = ${other.id}) as paid,
        (select count(*)::int from users) as people, (select count(*)::int from access_links) as links`;
    return counts!;
  }
});

test("[A40] a host's admin reaches colleagues, not people of another company", async ({ pageAs, send, sql }) => {
  const [host, other] = hosts;
  const admin = await pageAs(host.role);
  await admin.goto("/portal/users");
  await admin.getByRole("button", { name: "Invite" }).click();
  await admin.getByLabel("Name").fill("Col League");
  await admin.getByLabel("E-mail").fill(`colleague@${host.role.replace("_", "-")}.example`);
  await admin.getByRole("button", { name: "Send invitation" }).click();
  await admin.getByRole("button", { name: "Done" }).click();
  await admin.getByRole("link", { name: "Col League" }).click();
  const [people] = await sql<{ own: string; foreign: string; version: number }[]>`
    select (select id from users where name = 'Col League') as own, id as foreign, session_version as version
    from users where company_id = ${other.id} order by created_at limit 1`;
  const disable = await catchAction(admin, async () => {
    await admin.getByRole("button", { name: "Disable" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  });
  const text = disable.body.toString("latin1");
  expect(text).toContain(people!.own);

  const foreign = { ...disable, body: Buffer.from(text.replaceAll(people!.own, people!.foreign), "latin1") };
  expect(await replay(send, host.role, foreign)).toContain("There is no such person, or you may not see it.");
  expect(await replay(send, host.role, disable)).toContain('"status":"done"');
  const after = await sql`
    select id = ${people!.own} as "isOwn", disabled_at is not null as "isDisabled", session_version - ${people!.version} as raised
    from users where id in ${sql([people!.own, people!.foreign])} order by "isOwn"`;
  expect(after[0]).toEqual({ isOwn: false, isDisabled: false, raised: 0 });
  expect(after[1]).toMatchObject({ isOwn: true, isDisabled: true });
});
