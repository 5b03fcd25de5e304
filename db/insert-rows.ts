/** Many rows in one statement with one parameter: for tables that the back office writes too, which may not COPY. */
import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { driverOf, type Tx } from "./client";

/**
 * Inserts rows as one JSON record set. All rows must have the same columns; values are those of Drizzle's insert.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const json = rows.map((row) =>
    Object.fromEntries(
      columns.map(([key, column]) => [column.name, driverValue(column, (row as Record<string, unknown>)[key])]),
    ),
  );
  const name = `"${getTableName(table)}"`;
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  await driverOf(tx).unsafe(
    `insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)`,
    [JSON.stringify(json)],
  );
}

type Column = ReturnType<typeof getTableColumns>[string];

/** jsonb stays a value, everything else becomes the text that its column reads. */
function driverValue(column: Column, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return column.columnType === "PgJsonb" ? value : column.mapToDriverValue(value);
}
