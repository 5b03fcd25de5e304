import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const everywhere = "{lib,db,scripts,bench,components,e2e/contracts}/**";

/** Three kinds of test: without anything, with a PostgreSQL, and with the whole built product (last in `npm test`). */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: ["**/*.db.test.ts", "**/*.start.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: [`${everywhere}/*.db.test.ts`],
          globalSetup: ["scripts/testing/database-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { extends: true, test: { name: "start", include: ["scripts/*.start.test.ts"], testTimeout: 120_000 } },
    ],
  },
});
