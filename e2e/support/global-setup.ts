/** Before the browser tests: browser, build, and one database with the demo that each worker gets a copy of. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "../../scripts/build";
import { ending, startNode } from "../../scripts/servers";
import { parseSettings, processEnvironment } from "../../scripts/settings";
import {
  createTestDatabase,
  databaseEnvironment,
  dropTestDatabase,
  openTestServer,
} from "../../scripts/testing/test-server";

export default async function setup(): Promise<() => Promise<void>> {
  const server = await openTestServer();
  try {
    const templateUrl = await createTestDatabase(server, "demo");
    await prepareDemo(templateUrl, server.folder);
    process.env.E2E_FOLDER = server.folder;
    process.env.E2E_TEMPLATE_URL = templateUrl;
    return async () => {
      await dropTestDatabase(templateUrl);
      await server.close();
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Builds the pages if need be and fills the template. */
async function prepareDemo(templateUrl: string, folder: string): Promise<void> {
  const dataDir = join(folder, "demo");
  mkdirSync(dataDir, { recursive: true });
  const settings = parseSettings({ DATA_DIR: dataDir, NEXTAUTH_SECRET: "a secret that only these tests know" });
  const environment = { ...processEnvironment(settings, templateUrl), ...databaseEnvironment(templateUrl) };
  if (!isBuilt()) await build(environment, join(folder, "build.log"), () => undefined);
  await loadDemo(environment);
}

async function loadDemo(environment: NodeJS.ProcessEnv): Promise<void> {
  const end = await ending(startNode(["--import", "tsx", "scripts/prepare.ts"], environment, "terminal"));
  if (end !== "exit code 0") throw new Error(`The demo could not be loaded: ${end}`);
}
