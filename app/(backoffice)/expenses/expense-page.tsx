/** What both faces of an expense record, page and sheet, load and show. */
import { notFound } from "next/navigation";
import { AttachForm } from "@/components/record/attach-form";
import { Attachments } from "@/components/record/attachments";
import { ExpenseView } from "@/components/record/expense-view";
import { ClientMessages } from "@/components/shell/client-messages";
import { attachmentsOf } from "@/db/queries/expense-attachments";
import { authorName, findExpenseRecord } from "@/db/queries/expense-records";
import type { RecordKey } from "@/db/queries/records";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { isUuid } from "@/lib/input/fields";

/** The record of an address, or `notFound()`. */
export async function loadExpense(viewer: Viewer, key: RecordKey) {
  if (!isUuid(key.partnerId) || !isUuid(key.recordId)) notFound();
  const loaded = await readAs(viewer, async (tx, scope) => {
    const expense = await findExpenseRecord(tx, scope, key);
    if (!expense) return null;
    return {
      expense,
      attachments: await attachmentsOf(tx, scope, key),
      author: expense.createdBy ? await authorName(tx, expense.createdBy) : null,
    };
  });
  if (!loaded) notFound();
  const mayAttach = loaded.expense.origin === "manual" && isAllowed(viewer.role, "expenses:write");
  return { ...loaded, mayAttach };
}

export function ExpenseContent({ expense, author, attachments, mayAttach }: Awaited<ReturnType<typeof loadExpense>>) {
  const { partnerId, contractId, sourceId, cdrId, reportId } = expense;
  const links = {
    contract: contractId && `/contracts/${contractId}`,
    cdr: sourceId && cdrId ? `/cdrs/${sourceId}/${encodeURIComponent(cdrId)}` : null,
    report: reportId && `/reports/${partnerId}/${reportId}`,
  };
  const path = `/expenses/${partnerId}/${expense.id}`;
  return (
    <>
      <ExpenseView expense={expense} links={links} author={author} />
      <Attachments
        rows={attachments}
        base={path}
        form={
          mayAttach && (
            <ClientMessages areas={["expenses"]}>
              <AttachForm address={`/api${path}/attachments`} />
            </ClientMessages>
          )
        }
      />
    </>
  );
}
