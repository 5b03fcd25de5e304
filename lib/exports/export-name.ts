/** The name of an exported file says what was filtered, so that two exports can be told apart. */
import type { ExpenseFilters, RevenueFilters } from "@/lib/records/record-filters";
import type { ExportFormat, ExportList } from "./export-kinds";

/**
 * `revenue_2026-10_eur_kingsway.csv`: the list, then the filters that a name can say.
 * @param partners the names of the partners that are asked for.
 */
export function exportName(
  { list, format, filters }: { list: ExportList; format: ExportFormat; filters: RevenueFilters | ExpenseFilters },
  partners: readonly string[],
): string {
  const { date, period, currency, origin } = filters;
  const parts = [
    list,
    period,
    date && `${date.from ?? ""}_to_${date.to ?? ""}`,
    currency?.join("-"),
    origin?.join("-"),
    partners.length > 0 && partners.length <= 3 ? partners.join("-") : null,
    "collected" in filters ? filters.collected : null,
  ];
  const name = parts.filter(Boolean).join("_");
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-");
  return `${plain.slice(0, 120)}.${format}`;
}
