import { getTranslations } from "next-intl/server";
import type { Total } from "@/components/data-table";

/** Sums of one currency, as `sumRevenueRecords` gives them. */
export type RevenueSums = {
  currency: string;
  revenue: bigint;
  operatorShare: bigint;
  partnerShare: bigint;
  collectedShare: bigint;
  awaitedShare: bigint;
};

/** The figures above the revenue list, per currency: what came in, how it is divided, what of the share is collected. */
export async function revenueTotals(totals: readonly RevenueSums[]): Promise<Total[]> {
  const t = await getTranslations("records.fields");
  return totals.map((total) => ({
    currency: total.currency,
    figures: [
      { label: t("revenue"), value: total.revenue },
      { label: t("operatorShare"), value: total.operatorShare },
      { label: t("partnerShare"), value: total.partnerShare },
      { label: t("collected"), value: total.collectedShare },
      { label: t("awaited"), value: total.awaitedShare, muted: true },
    ],
  }));
}
