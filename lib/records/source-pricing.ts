/** What prices the CDRs of a source, and by how much the other prices may differ (D19). */
import type { Amount, BasisPoints } from "@/lib/money/amount";

export const PRICING_MODES = ["assigned_tariff", "cdr_tariffs", "total_cost"] as const;
export type PricingMode = (typeof PRICING_MODES)[number];

export type SourcePricing = {
  mode: PricingMode;
  /** The larger of the two counts; without either there is no cross-check. */
  toleranceAmount: Amount | null;
  toleranceBasisPoints: BasisPoints | null;
};

/** Out of the columns of a source. */
export function sourcePricingOf(source: Omit<SourcePricing, "mode"> & { pricing: PricingMode }): SourcePricing {
  const { pricing: mode, toleranceAmount, toleranceBasisPoints } = source;
  return { mode, toleranceAmount, toleranceBasisPoints };
}
