/** Reading in a viewer's name, on the database role that fits: row-level security is the second wall. */
import { asPartner, asStaff, type Tx } from "@/db/client";
import type { Scope } from "./scope";

/** Anyone with a scope: a `Viewer`, or the reader of a shared link. */
export type Reader = { scope: Scope };

/**
 * Runs in one transaction that sees what the reader may see. The scope is handed on for the queries' own condition,
 * which is the first wall and what makes them fast.
 */
export function readAs<T>(reader: Reader, run: (tx: Tx, scope: Scope) => Promise<T>): Promise<T> {
  const { scope } = reader;
  if (scope.kind === "everything") return asStaff((tx) => run(tx, scope));
  return asPartner(scope.partnerIds, (tx) => run(tx, scope));
}
