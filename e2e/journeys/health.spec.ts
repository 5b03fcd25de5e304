import { expect, test } from "../support/test";

test("says that database, migrations and worker are ready", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({ ready: true, database: "ok", migrations: "ok", worker: "ok" });
});
