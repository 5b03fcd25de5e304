import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OwesTitle } from "@/components/record/expense-view";
import { Page, PageHeader } from "@/components/shell/page";
import type { RecordKey } from "@/db/queries/records";
import { requireViewer } from "@/lib/access/viewer.server";
import { ExpenseContent, loadExpense } from "../../expense-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("expenses"))("record") };
}

export default async function ExpenseRecordPage(props: { params: Promise<RecordKey> }) {
  const viewer = await requireViewer("records:read");
  const loaded = await loadExpense(viewer, await props.params);
  const t = await getTranslations("expenses");
  return (
    <Page width="reading">
      <PageHeader
        title={<OwesTitle expense={loaded.expense} />}
        breadcrumbs={[{ label: t("title"), href: "/expenses" }, { label: t("record") }]}
      />
      <ExpenseContent {...loaded} />
    </Page>
  );
}
