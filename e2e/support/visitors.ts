/**
 * The `test` of specs in which several people look at one installation: every role's pages and bare requests, and
 * the database, past the product's own queries.
 */
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import postgres from "postgres";
import type { Role } from "../../lib/access/permissions";
import type { TestInstallation } from "./installation";
import { signIn } from "./sign-in";
import { test as base } from "./test";

/** A role, or nobody: a browser without a session. */
export type Visitor = Role | null;

type StorageState = Exclude<NonNullable<BrowserContextOptions["storageState"]>, string>;

/** Sends a request with the session of a visitor, and follows no redirect. */
export type Send = (visitor: Visitor, path: string, init?: RequestInit) => Promise<Response>;

type WorkerFixtures = {
  /** The installation's database, as its owner. */
  sql: postgres.Sql;
  /** Signed in once per role. */
  stateOf: (role: Role) => Promise<StorageState>;
  send: Send;
};
type TestFixtures = {
  /** A page of a signed-in person, in a browser context of its own. */
  pageAs: (visitor: Visitor, options?: BrowserContextOptions) => Promise<Page>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sql: [
    async ({ installation }, use) => {
      const sql = postgres(installation.databaseUrl, { max: 2, onnotice: () => undefined });
      await use(sql);
      await sql.end();
    },
    { scope: "worker" },
  ],
  stateOf: [
    async ({ browser, installation }, use) => {
      const states = new Map<Role, Promise<StorageState>>();
      await use((role) => {
        const state = states.get(role) ?? signedIn(browser, installation, role);
        states.set(role, state);
        return state;
      });
    },
    { scope: "worker" },
  ],
  send: [
    async ({ installation, stateOf }, use) => {
      await use(async (visitor, path, init = {}) => {
        const { cookies } = visitor ? await stateOf(visitor) : { cookies: [] };
        const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
        const headers = { ...(cookie && { cookie }), ...init.headers };
        return fetch(new URL(path, installation.address), { redirect: "manual", ...init, headers });
      });
    },
    { scope: "worker" },
  ],
  pageAs: async ({ browser, installation, stateOf }, use) => {
    const opened: Page[] = [];
    await use(async (visitor, options = {}) => {
      const storageState = visitor ? await stateOf(visitor) : undefined;
      const context = await browser.newContext({ baseURL: installation.address, storageState, ...options });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

export { expect } from "@playwright/test";

async function signedIn(browser: Browser, installation: TestInstallation, role: Role): Promise<StorageState> {
  const context = await browser.newContext({ baseURL: installation.address });
  await signIn(await context.newPage(), installation, role);
  const state = await context.storageState();
  await context.close();
  return state;
}
