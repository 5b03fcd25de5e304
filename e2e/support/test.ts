/** The `test` of all browser tests: every worker has an installation of its own, and `page` opens its addresses. */
import { test as base } from "@playwright/test";
import { type TestInstallation, withInstallation } from "./installation";

export const test = base.extend<object, { installation: TestInstallation }>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
    async ({}, use, workerInfo) => withInstallation(workerInfo.workerIndex, use),
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ installation }, use) => use(installation.address),
});

export { expect } from "@playwright/test";
