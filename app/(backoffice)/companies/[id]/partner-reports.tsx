import { getTranslations } from "next-intl/server";
import { reportColumns } from "@/app/(backoffice)/reports/columns";
import { DataTable } from "@/components/data-table";
import { Empty } from "@/components/ui/empty";
import type { ReportRow } from "@/db/queries/reports";

/** A partner's settlement reports, the newest month first. */
export async function PartnerReports({ rows, stale }: { rows: readonly ReportRow[]; stale: ReadonlySet<string> }) {
  const t = await getTranslations("settlement");
  const columns = reportColumns(t, stale).filter((column) => column.key !== "partner");
  return (
    <DataTable
      name="partner-reports"
      caption={t("reports.title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/reports/${row.partnerId}/${row.id}`}
      filtered={false}
      empty={<Empty title={t("reports.empty")} />}
    />
  );
}
