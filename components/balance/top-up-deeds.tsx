"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormAction } from "@/components/ui/form-state";
import { formatMoney } from "@/lib/i18n/format";

type Deed = {
  partnerId: string;
  topUp: { id: string; amount: bigint };
  currency: string;
};

/** Says that the partner paid the top-up today, by other means than its settlement. */
export function MarkPaidButton({
  partnerId,
  topUp,
  currency,
  deeds: { markPaid, today },
}: Deed & { deeds: { markPaid: FormAction; today: string } }) {
  const t = useTranslations("balances.markPaid");
  const amount = formatMoney(topUp.amount, currency, useLocale());
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          {t("open")}
        </Button>
      }
      title={t("title", { amount })}
      consequences={[t("consequence"), t("consequenceIssued")]}
      verb={t("verb")}
      action={markPaid}
      fields={{ partnerId, topUpId: topUp.id, paidOn: today }}
    />
  );
}

/** Takes the top-up back, after saying what that means and asking why. */
export function TakeBackButton({
  partnerId,
  topUp,
  currency,
  deeds: { takeBack },
}: Deed & { deeds: { takeBack: FormAction } }) {
  const t = useTranslations("balances.takeBack");
  const amount = formatMoney(topUp.amount, currency, useLocale());
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          {t("open")}
        </Button>
      }
      title={t("title", { amount })}
      consequences={[t("consequence"), t("consequenceSessions")]}
      verb={t("verb")}
      action={takeBack}
      fields={{ partnerId, topUpId: topUp.id }}
      destructive
      reason={{ label: t("reason") }}
    />
  );
}
