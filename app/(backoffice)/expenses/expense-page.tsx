/** What both faces of an expense record, page and sheet, load and show. */
import { notFound } from "next/navigation";
import { ExpenseView } from "@/components/record/expense-view";
import { authorName, findExpenseRecord } from "@/db/queries/expense-records";
import type { RecordKey } from "@/db/queries/records";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { isUuid } from "@/lib/input/fields";

/** The record of an address, or `notFound()`. */
export async function loadExpense(viewer: Viewer, key: RecordKey) {
  if (!isUuid(key.partnerId) || !isUuid(key.recordId)) notFound();
  const loaded = await readAs(viewer, async (tx, scope) => {
    const expense = await findExpenseRecord(tx, scope, key);
    return expense && { expense, author: expense.createdBy ? await authorName(tx, expense.createdBy) : null };
  });
  if (!loaded) notFound();
  return loaded;
}

export function ExpenseContent({ expense, author }: Awaited<ReturnType<typeof loadExpense>>) {
  const { partnerId, contractId, sourceId, cdrId, reportId } = expense;
  const links = {
    contract: contractId && `/contracts/${contractId}`,
    cdr: sourceId && cdrId ? `/cdrs/${sourceId}/${encodeURIComponent(cdrId)}` : null,
    report: reportId && `/reports/${partnerId}/${reportId}`,
  };
  return <ExpenseView expense={expense} links={links} author={author} />;
}
