/** `npm run migrate`: brings the database of `DATABASE_URL`, or else the data folder's own, to this version. */
import { migrate } from "@/db/migrate";
import { startEmbedded } from "./database/embedded";
import { readSettings, SettingsError } from "./settings";

async function main(): Promise<void> {
  const settings = readSettings();
  const embedded = settings.DATABASE_URL ? undefined : await startEmbedded({ dataDir: settings.DATA_DIR });
  try {
    const { applied } = await migrate(settings.DATABASE_URL ?? embedded?.url ?? "");
    console.log(applied === 0 ? "The database is up to date." : `${applied} migrations applied.`);
  } finally {
    await embedded?.stop();
  }
}

try {
  await main();
} catch (error) {
  const problems =
    error instanceof SettingsError ? error.problems : [error instanceof Error ? error.message : String(error)];
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
}
