import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { EXPORT_FORMATS, EXPORT_LISTS, EXPORT_STATES } from "@/lib/exports/export-kinds";
import { VIEW_LISTS } from "@/lib/views/view-lists";
import { users } from "./access";
import { choice, id, instant, oneOf } from "./columns";
import { files } from "./imports";

/** A list's query under a name, of one person or shared with all of the back office. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id().primaryKey(),
    list: choice("list", VIEW_LISTS).notNull(),
    name: text("name").notNull(),
    /** The address's query without the place in the list, its parameters in order. */
    query: text("query").notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => users.id),
    isShared: boolean("is_shared").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("saved_views_name").on(t.ownerId, t.list, sql`lower(${t.name})`),
    oneOf("saved_views_list", t.list, VIEW_LISTS),
  ],
);

/** A list written to a file in the background: progress while it runs, the file until it expires. */
export const listExports = pgTable(
  "list_exports",
  {
    id: id().primaryKey(),
    list: choice("list", EXPORT_LISTS).notNull(),
    format: choice("format", EXPORT_FORMATS).notNull(),
    /** The file's name. */
    name: text("name").notNull(),
    /** `RevenueFilters` or `ExpenseFilters` of lib/records. */
    filters: jsonb("filters").notNull(),
    state: choice("state", EXPORT_STATES).notNull(),
    /** How many rows matched when it was asked for. */
    expectedRows: bigint("expected_rows", { mode: "number" }).notNull(),
    writtenRows: integer("written_rows").notNull().default(0),
    fileId: uuid("file_id").references(() => files.id),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    finishedAt: instant("finished_at"),
    /** From then on row and file are removed. */
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    index("list_exports_person").on(t.createdBy, t.createdAt),
    index("list_exports_expiry").on(t.expiresAt),
    oneOf("list_exports_list", t.list, EXPORT_LISTS),
    oneOf("list_exports_format", t.format, EXPORT_FORMATS),
    oneOf("list_exports_state", t.state, EXPORT_STATES),
  ],
);
