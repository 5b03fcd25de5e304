"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormAction } from "@/components/ui/form-state";
import { formatMoney } from "@/lib/i18n/format";

/** Takes a payment back, after saying what that means and asking why. */
export function ReverseButton({
  action,
  partnerId,
  payment,
  currency,
  today,
}: {
  action: FormAction;
  partnerId: string;
  payment: { id: string; amount: bigint };
  currency: string;
  today: string;
}) {
  const t = useTranslations("records.reverse");
  const amount = formatMoney(payment.amount, currency, useLocale());
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          {t("open")}
        </Button>
      }
      title={t("title", { amount })}
      consequences={[t("consequence"), t("consequenceBooked")]}
      verb={t("verb")}
      action={action}
      fields={{ partnerId, collectionId: payment.id, valueDate: today }}
      destructive
      reason={{ label: t("reason") }}
    />
  );
}
