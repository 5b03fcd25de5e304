import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/data-table";
import { Count } from "@/components/figures";
import { Empty } from "@/components/ui/empty";
import type { HolderGap } from "@/db/queries/tariff-coverage";
import { useStakeColumns } from "./stake";

/** Tokens, or companies that issue tokens, without an EMP sales tariff. */
export function HolderGapList({
  of,
  rows,
  bulk,
}: {
  of: "companies" | "tokens";
  rows: readonly HolderGap[];
  bulk: ReactNode;
}) {
  const t = useTranslations("tariffs.coverage");
  const columns: Column<HolderGap>[] = [
    { key: "name", header: t(of === "tokens" ? "token" : "company"), cell: (row) => row.name },
    of === "tokens"
      ? { key: "issuer", header: t("issuer"), cell: (row) => row.issuer }
      : { key: "tokens", header: t("tokensWithout"), align: "end", cell: (row) => <Count value={row.tokens} /> },
    ...useStakeColumns<HolderGap>(),
  ];
  return (
    <DataTable
      name={`tariff-gaps-${of}`}
      caption={t(of)}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/${of}/${row.id}`}
      {...(bulk ? { selection: (row: HolderGap) => ({ label: row.name }), bulk } : {})}
      empty={
        <Empty icon={CircleCheck} title={t(`none.${of}`)}>
          {t("none.text")}
        </Empty>
      }
    />
  );
}
