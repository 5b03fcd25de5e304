import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns";

/** One row: what belongs to this installation alone. */
export const installation = pgTable(
  "installation",
  {
    id: integer("id").primaryKey().default(1),
    /** Key of the drivers' pseudonyms. */
    pseudonymKey: bytes("pseudonym_key").notNull(),
    demoLoadedAt: instant("demo_loaded_at"),
    demoShiftedByDays: integer("demo_shifted_by_days"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [check("installation_only_one", sql`${t.id} = 1`)],
);

/** Raised by triggers with every change of the master data that prices and divides CDRs (D8). */
export const referenceVersion = pgTable(
  "reference_version",
  {
    id: integer("id").primaryKey().default(1),
    version: bigint("version", { mode: "bigint" }).notNull(),
  },
  (t) => [check("reference_version_only_one", sql`${t.id} = 1`)],
);
