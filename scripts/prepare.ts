/**
 * Brings the database of `DATABASE_URL` to this version and, on the first start, fills it: with the demo, or with a
 * link for the first admin. A process of its own, so that nothing of it stays in the memory of the start.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closePools, databaseUrl, ownerClient } from "@/db/client";
import { migrate } from "@/db/migrate";
import { hasUsers } from "@/db/queries/installation";
import { loadDemo } from "@/db/seed/demo";
import { createSetupLink } from "@/lib/access/create-setup-link.server";
import { step } from "./console";

/** What the start learns from this process. */
export type Prepared = { setupLink?: string };

const DEMO_INTERRUPTED =
  "Loading the demo was interrupted by an earlier start, and this database is not the embedded one. Empty it (drop and create it) and start again.";

async function prepare(): Promise<Prepared> {
  const unfinishedDemo = join(process.env.DATA_DIR ?? ".data", "demo-unfinished");
  if (existsSync(unfinishedDemo)) throw new Error(DEMO_INTERRUPTED);
  await step(
    "Bringing the database up to date",
    () => migrate(databaseUrl("owner")),
    ({ applied }) => (applied === 0 ? "nothing to do" : `${applied} migrations`),
  );
  if (await hasUsers(ownerClient())) return {};
  if (process.env.DEMO === "0") return { setupLink: await createSetupLink() };
  writeFileSync(unfinishedDemo, "");
  await step("Loading the demo (the first start only)", () => loadDemo());
  rmSync(unfinishedDemo);
  return {};
}

try {
  const prepared = await prepare();
  process.send?.(prepared);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await closePools();
  process.disconnect?.();
}
