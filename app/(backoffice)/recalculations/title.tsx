import { useLocale, useTranslations } from "next-intl";
import type { Recalculation } from "@/db/queries/recalculations";
import type { PlannedChange } from "@/lib/changes/change";
import { formatDate } from "@/lib/i18n/format";
import type { RecalculateInput } from "@/lib/records/recalculation";

/** "Preview: new version of AC public, from 1 May 2026". */
export function TitleOf({ run }: { run: Pick<Recalculation, "kind" | "input"> }) {
  const t = useTranslations("recalculations");
  const locale = useLocale();
  if (run.kind === "recalculate") {
    return t("recalculation", { from: formatDate((run.input as RecalculateInput).from, locale) });
  }
  const { kind, label, from } = run.input as PlannedChange;
  return t("previewOf", { change: t(`kinds.${kind}`, { label }), from: formatDate(from, locale) });
}
