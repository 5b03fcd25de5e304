/** What a transaction gives back when the database refuses. */
import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import pino from "pino";
import { expect, it } from "vitest";
import { testDatabase } from "@/scripts/testing/database";
import { asOwner, asPartner, asStaff, databaseErrorCode } from "./client";

await testDatabase();

it.each([
  ["owner", asOwner],
  ["staff", asStaff],
  ["partner", asPartner.bind(null, [])],
] as const)(
  "a failed query of the %s tells of itself and of the cause, and nothing of its values",
  async (_, within) => {
    const failed = within((tx) => tx.execute(sql`select 1 / ${0}::int as share, ${"a secret"}::text`));
    const error = await failed.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    const { err } = pino.stdSerializers;
    const logged = `${inspect(error, { depth: 5 })}${JSON.stringify(err(error as Error))}`;
    expect(databaseErrorCode(error)).toBe("22012");
    expect(logged).toMatch(/select 1 \/ \$1::int as share[\s\S]*division by zero/);
    expect(logged).not.toContain("a secret");
  },
);
