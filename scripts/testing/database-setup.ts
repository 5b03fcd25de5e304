/** Before the database tests: one server and one migrated template for all of them. */
import type { TestProject } from "vitest/node";
import { migrate } from "@/db/migrate";
import { createTestDatabase, databaseEnvironment, dropTestDatabase, openTestServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  try {
    const templateUrl = await createTestDatabase(server, "template");
    Object.assign(process.env, databaseEnvironment(templateUrl));
    await migrate(templateUrl);
    project.provide("templateUrl", templateUrl);
    return async () => {
      await dropTestDatabase(templateUrl);
      await server.close();
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
