import { getTranslations } from "next-intl/server";
import type { Column } from "@/components/data-table";
import { Amount, DateTime, Energy, Period } from "@/components/figures";
import type { CollectionState } from "@/lib/records/collected";
import type { RevenueOrigin } from "@/lib/records/origins";
import { CollectionStatus } from "./collection-status";

/** As much of a revenue record as its row shows. */
export type RevenueRowView = {
  partnerName: string;
  timeZone: string;
  currency: string;
  periodMonth: string;
  origin: RevenueOrigin;
  endedAt: number;
  locationName: string;
  evseUid: string;
  connectorId: string;
  /** Null for a month term, which no session made (D11). */
  current: "AC" | "DC" | null;
  driver: string;
  energyKwh: bigint;
  revenue: bigint;
  operatorShare: bigint;
  partnerShare: bigint;
  state: CollectionState | null;
};

/** The columns of the back office's revenue list; an end on other clocks than those of `zone` names them. */
export async function revenueColumns(zone: string): Promise<Column<RevenueRowView>[]> {
  const t = await getTranslations("records");
  const money = (key: "revenue" | "operatorShare" | "partnerShare"): Column<RevenueRowView> => ({
    key: key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    header: t(`fields.${key}`),
    align: "end",
    cell: (row) => <Amount value={row[key]} currency={row.currency} showCurrency={key === "revenue"} />,
  });
  return [
    {
      key: "ended",
      header: t("fields.ended"),
      cell: (row) => <DateTime at={row.endedAt} zone={row.timeZone} showZone={row.timeZone !== zone} />,
    },
    { key: "partner", header: t("fields.partner"), cell: (row) => row.partnerName, truncate: true },
    {
      key: "site",
      header: t("fields.site"),
      cell: (row) => row.locationName || t(`origin.${row.origin}`),
      truncate: true,
    },
    { key: "energy", header: t("fields.energy"), align: "end", cell: (row) => <Energy kwh={row.energyKwh} /> },
    money("revenue"),
    money("operatorShare"),
    money("partnerShare"),
    { key: "state", header: t("fields.state"), cell: (row) => <CollectionStatus state={row.state} /> },
    { key: "evse", header: t("fields.evse"), cell: chargerOf, muted: true, extra: true },
    {
      key: "period",
      header: t("fields.period"),
      cell: (row) => <Period month={row.periodMonth} style="short" />,
      muted: true,
      extra: true,
    },
    { key: "origin", header: t("fields.origin"), cell: (row) => t(`origin.${row.origin}`), muted: true, extra: true },
    { key: "driver", header: t("fields.driver"), cell: (row) => row.driver || "–", muted: true, extra: true },
  ];
}

const chargerOf = ({ evseUid, connectorId, current }: RevenueRowView) =>
  current === null ? "–" : `${evseUid} · ${connectorId} · ${current}`;
