import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount, DateTime } from "@/components/figures";
import { type Fact, Facts } from "@/components/shell/page";
import { formatMoney, formatMonth } from "@/lib/i18n/format";
import { ExpenseSentence, type ExpenseStory } from "./expense-sentence";
import { ExpenseQuantity, isByEnergy } from "./quantity";

/** An expense record with its contract and report, as `findExpenseRecord` gives it. */
export type ExpenseDetailView = ExpenseStory & {
  partnerName: string;
  organizationName: string;
  timeZone: string;
  periodMonth: string;
  occurredAt: number;
  amount: bigint;
  correctsId: string | null;
  cdrId: string | null;
  contractName: string | null;
  contractVersion: number | null;
  reportNumber: string | null;
};

/** Where the things around it are shown; null where the reader has no such page. */
export type ExpenseLinks = { contract: string | null; cdr: string | null; report: string | null };

/** "What Kingsway owes: 75.00 EUR", for the heading of page or sheet. */
export function OwesTitle({ expense }: { expense: ExpenseDetailView }) {
  const t = useTranslations("expenses.detail");
  const amount = formatMoney(expense.amount, expense.currency, useLocale());
  return t("title", { partner: expense.partnerName, amount });
}

/** One expense record: what for, how it is calculated, where it is settled. */
export function ExpenseView({
  expense,
  links,
  author,
}: {
  expense: ExpenseDetailView;
  links: ExpenseLinks;
  /** Who wrote it by hand; not shown outside the back office. */
  author?: string | null;
}) {
  const t = useTranslations("expenses");
  const words = useTranslations("records.detail");
  const locale = useLocale();
  const { contractName, contractVersion } = expense;
  const period = [
    formatMonth(expense.periodMonth, locale),
    expense.originMonth !== expense.periodMonth &&
      t("detail.forMonth", { month: formatMonth(expense.originMonth, locale) }),
  ];
  const facts: (Fact | false)[] = [
    {
      key: "date",
      label: t("fields.date"),
      value: <DateTime at={expense.occurredAt} zone={expense.timeZone} showZone />,
    },
    { key: "origin", label: t("fields.origin"), value: t(`origin.${expense.origin}`) },
    {
      key: "calculation",
      label: t("detail.calculation"),
      value: <Calculation expense={expense} />,
    },
    { key: "organization", label: words("organization"), value: expense.organizationName },
    { key: "period", label: t("fields.period"), value: period.filter(Boolean).join(", ") },
    contractName !== null &&
      contractVersion !== null && {
        key: "contract",
        label: words("contract"),
        value: (
          <To href={links.contract}>{words("contractVersion", { name: contractName, version: contractVersion })}</To>
        ),
      },
    {
      key: "report",
      label: words("report"),
      value: expense.reportNumber ? <To href={links.report}>{expense.reportNumber}</To> : words("noReport"),
    },
    links.cdr !== null && { key: "cdr", label: words("cdr"), value: <To href={links.cdr}>{expense.cdrId}</To> },
    author !== undefined && { key: "author", label: t("detail.author"), value: author ?? t("detail.system") },
    expense.reason !== null &&
      expense.origin !== "manual" && { key: "reason", label: t("detail.reason"), value: expense.reason },
  ];
  return (
    <>
      <p className="text-base">
        <ExpenseSentence expense={expense} />
      </p>
      {expense.correctsId && <p className="text-muted-foreground">{t("detail.correction")}</p>}
      <Facts items={facts.filter((fact) => fact !== false)} />
    </>
  );
}

/** "3 × 25.00 = 75.00 EUR"; where a tariff priced energy, that energy; days owned stand in the sentence above. */
function Calculation({ expense }: { expense: ExpenseDetailView }) {
  const { currency } = expense;
  const result = <Amount value={expense.amount} currency={currency} className="font-semibold" />;
  if (isByEnergy(expense)) {
    return (
      <>
        <ExpenseQuantity expense={expense} />: {result}
      </>
    );
  }
  return (
    <>
      <ExpenseQuantity expense={expense} /> ×{" "}
      <Amount value={expense.unitPrice} currency={currency} showCurrency={false} precision="exact" /> → {result}
    </>
  );
}

function To({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return children;
  return (
    <Link href={href as Route} className="text-primary underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
