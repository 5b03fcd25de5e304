/** Documents that prove expenses. */
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { expenseAttachments, files } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import { partnerIn } from "./record-conditions";
import type { RecordKey } from "./records";

const a = expenseAttachments;
const listed = { id: files.id, name: files.name, mediaType: files.mediaType, sizeBytes: files.sizeBytes };

const ofExpense = ({ partnerId, recordId }: RecordKey, scope: Scope) =>
  and(eq(a.partnerId, partnerId), eq(a.expenseId, recordId), partnerIn(a.partnerId, scope, null));

/** The documents of an expense, in the order in which they came. */
export function attachmentsOf(tx: Tx, scope: Scope, expense: RecordKey) {
  return tx
    .select(listed)
    .from(a)
    .innerJoin(files, eq(files.id, a.fileId))
    .where(ofExpense(expense, scope))
    .orderBy(asc(a.createdAt), asc(files.id));
}

/** One of them, or null when there is none within the scope. */
export async function findAttachment(tx: Tx, scope: Scope, { fileId, ...expense }: RecordKey & { fileId: string }) {
  const [row] = await tx
    .select(listed)
    .from(a)
    .innerJoin(files, eq(files.id, a.fileId))
    .where(and(ofExpense(expense, scope), eq(a.fileId, fileId)));
  return row ?? null;
}

/** Says that a file proves an expense. */
export async function insertAttachment(tx: Tx, row: typeof expenseAttachments.$inferInsert): Promise<void> {
  await tx.insert(a).values(row);
}
