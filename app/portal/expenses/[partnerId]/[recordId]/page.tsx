import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Attachments } from "@/components/record/attachments";
import { ExpenseView, OwesTitle } from "@/components/record/expense-view";
import { PageHeader } from "@/components/shell/page";
import { attachmentsOf } from "@/db/queries/expense-attachments";
import { findExpenseRecord } from "@/db/queries/expense-records";
import type { RecordKey } from "@/db/queries/records";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("expenses"))("record") };
}

/** One expense; another company's is not found. */
export default async function PortalExpensePage(props: { params: Promise<RecordKey> }) {
  const viewer = await requireViewer("portal:read");
  const key = await props.params;
  const known = isUuid(key.partnerId) && isUuid(key.recordId);
  const found =
    known &&
    (await readAs(viewer, async (tx, scope) => {
      const expense = await findExpenseRecord(tx, scope, key);
      return expense && { expense, attachments: await attachmentsOf(tx, scope, key) };
    }));
  if (!found) notFound();
  const { expense, attachments } = found;
  const t = await getTranslations("portal.expenses");
  const report = expense.reportId && `/portal/reports/${expense.partnerId}/${expense.reportId}`;
  return (
    <>
      <PageHeader
        title={<OwesTitle expense={expense} />}
        breadcrumbs={[{ label: t("title"), href: "/portal/expenses" }, { label: expense.organizationName }]}
      />
      <ExpenseView expense={expense} links={{ contract: null, cdr: null, report }} />
      <Attachments rows={attachments} base={`/portal/expenses/${expense.partnerId}/${expense.id}`} />
    </>
  );
}
