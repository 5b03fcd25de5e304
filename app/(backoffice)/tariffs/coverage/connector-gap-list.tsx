import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/data-table";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import type { ConnectorGap } from "@/db/queries/tariff-coverage";
import { useStakeColumns } from "./stake";

/** Connectors without a charge point rate, or whose rate lacks the purchase cost that the owner's contract needs. */
export function ConnectorGapList({ rows, bulk }: { rows: readonly ConnectorGap[]; bulk: ReactNode }) {
  const t = useTranslations("tariffs.coverage");
  const label = ({ evseUid, connectorName }: ConnectorGap) => `${evseUid} · ${connectorName}`;
  const columns: Column<ConnectorGap>[] = [
    { key: "connector", header: t("connector"), cell: label },
    { key: "site", header: t("site"), cell: (row) => row.site },
    { key: "current", header: t("current"), cell: (row) => row.current },
    { key: "owner", header: t("owner"), cell: (row) => row.owner, muted: true },
    {
      key: "missing",
      header: t("missing"),
      cell: (row) => <Badge tone="warning">{t(`gaps.${row.gap}`)}</Badge>,
    },
    ...useStakeColumns<ConnectorGap>(),
  ];
  return (
    <DataTable
      name="tariff-gaps-connectors"
      caption={t("connectors")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.connectorId}
      rowHref={(row) => `/locations/${row.locationId}`}
      {...(bulk ? { selection: (row: ConnectorGap) => ({ label: label(row) }), bulk } : {})}
      empty={
        <Empty icon={CircleCheck} title={t("none.connectors")}>
          {t("none.text")}
        </Empty>
      }
    />
  );
}
