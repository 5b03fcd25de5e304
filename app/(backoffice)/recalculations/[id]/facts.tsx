import { useTranslations } from "next-intl";
import { Count } from "@/components/figures";
import { Facts as FactList } from "@/components/shell/page";
import type { Recalculation } from "@/db/queries/recalculations";
import type { ChangeSums } from "@/lib/records/change-sums";

/** How many sessions it is about, who wanted it and why. */
export function Facts({ run, sums }: { run: Recalculation; sums: ChangeSums }) {
  const t = useTranslations("recalculations");
  const counts = (["cdrs", "changed", "differences", "kept"] as const)
    .filter((key) => key === "cdrs" || key === "changed" || sums[key] > 0)
    .map((key) => ({ key, label: t(`counts.${key}`), value: <Count value={sums[key]} /> }));
  const { reason } = run.input as { reason?: string | null };
  return (
    <FactList
      items={[
        ...counts,
        { key: "by", label: t("by"), value: run.by ?? t("system") },
        ...(reason ? [{ key: "reason", label: t("reason"), value: reason }] : []),
      ]}
    />
  );
}
