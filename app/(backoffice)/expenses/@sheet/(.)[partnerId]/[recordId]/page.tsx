import { getTranslations } from "next-intl/server";
import { OwesTitle } from "@/components/record/expense-view";
import { withoutMarker } from "@/components/record/intercepted";
import { RouteSheet } from "@/components/shell/route-sheet";
import type { RecordKey } from "@/db/queries/records";
import { requireViewer } from "@/lib/access/viewer.server";
import { ExpenseContent, loadExpense } from "../../../expense-page";

/** A record opened from the list, as a sheet over it. */
export default async function ExpenseRecordSheet(props: { params: Promise<RecordKey> }) {
  const viewer = await requireViewer("records:read");
  const loaded = await loadExpense(viewer, withoutMarker(await props.params));
  const t = await getTranslations("expenses");
  return (
    <RouteSheet title={<OwesTitle expense={loaded.expense} />} description={t("record")}>
      <ExpenseContent {...loaded} />
    </RouteSheet>
  );
}
