import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { plainForm } from "@/components/ui/plain-form";
import { formatMoney } from "@/lib/i18n/format";
import { parseDecimalExact } from "@/lib/money/amount";
import { type ChangeSums, differenceLines, totalsOf } from "@/lib/records/change-sums";
import { calculateAgain, confirm } from "../actions";

/** Lets the change hold, with what it does to the partners' shares in the title; or calculates it again. */
export function PreviewActions({ id, sums, isOutdated }: { id: string; sums: ChangeSums; isOutdated: boolean }) {
  const t = useTranslations("recalculations");
  const locale = useLocale();
  if (isOutdated) {
    return (
      <form action={plainForm(calculateAgain)}>
        <input type="hidden" name="id" value={id} />
        <Button type="submit" variant="primary">
          {t("again")}
        </Button>
      </form>
    );
  }
  const moves = totalsOf(sums).map(({ currency, before, after }) =>
    formatMoney(parseDecimalExact(after) - parseDecimalExact(before), currency, locale, { signed: true }),
  );
  const corrects = differenceLines(sums).length > 0;
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t("confirm")}</Button>}
      title={t("confirmTitle", { count: sums.changed, sums: moves.join(", ") || "0" })}
      consequences={[t("confirmFirst"), t(corrects ? "confirmDifferences" : "confirmOpen")]}
      verb={t("confirm")}
      action={confirm}
      fields={{ id }}
    />
  );
}
