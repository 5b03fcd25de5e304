import { useLocale, useTranslations } from "next-intl";
import { formatAmount, formatEnergy, formatMonth } from "@/lib/i18n/format";
import type { ExpenseOrigin } from "@/lib/records/origins";

/** As much of an expense record as its sentence needs. */
export type ExpenseStory = {
  origin: ExpenseOrigin;
  currency: string;
  originMonth: string;
  quantity: bigint;
  unitPrice: bigint;
  params: Readonly<Record<string, string | number>>;
  reason: string | null;
};

/** What an expense is for, in one sentence: "3 DC chargers × 25.00". */
export function ExpenseSentence({ expense }: { expense: ExpenseStory }) {
  const t = useTranslations("expenses.sentence");
  const locale = useLocale();
  const { origin, currency, params } = expense;
  if (origin === "manual") return expense.reason ?? t("manual");
  return t(origin, {
    month: formatMonth(expense.originMonth, locale),
    price: formatAmount(expense.unitPrice, currency, locale, { precision: "exact" }),
    energy: formatEnergy(expense.quantity, locale),
    chargers: Number(params.count ?? expense.quantity / 10_000n),
    days: Number(params.days ?? 0),
    daysInMonth: Number(params.daysInMonth ?? 0),
    whole: params.days === params.daysInMonth ? "yes" : "no",
    site: String(params.location ?? ""),
    evse: String(params.evse ?? ""),
  });
}
