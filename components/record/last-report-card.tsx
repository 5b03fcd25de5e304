import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount, StatusBadge } from "@/components/figures";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatMonth } from "@/lib/i18n/format";

/** An issued report in short, as `lastReports` gives it. */
export type ReportInShort = {
  id: string;
  partnerId: string;
  month: string;
  currency: string;
  sessions: number;
  payableShare: bigint;
  expenses: bigint;
  carriedIn: bigint;
  balance: bigint;
};

/** What a month's report states: share, fees, and what is left. */
export function LastReportCard({ report }: { report: ReportInShort }) {
  const t = useTranslations("portal.report");
  const { currency } = report;
  const href = `/portal/reports/${report.partnerId}/${report.id}`;
  return (
    <section className="flex flex-col gap-3 rounded-xl border bg-card p-5">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t("title", { month: formatMonth(report.month, useLocale()) })}</h2>
        <StatusBadge status="report.issued" />
      </header>
      <dl className="flex flex-col gap-1">
        <Line label={t("share", { count: report.sessions })} value={report.payableShare} currency={currency} />
        {report.expenses !== 0n && <Line label={t("fees")} value={-report.expenses} currency={currency} />}
        {report.carriedIn !== 0n && <Line label={t("carried")} value={report.carriedIn} currency={currency} />}
        <Line
          label={report.balance < 0n ? t("youOwe") : t("youGet")}
          value={report.balance < 0n ? -report.balance : report.balance}
          currency={currency}
          isSum
        />
      </dl>
      <footer className="flex gap-2">
        <Button asChild variant="primary" className="flex-1">
          <Link href={href as Route}>{t("open")}</Link>
        </Button>
        <Button asChild>
          <a href={`${href}/pdf`} download>
            {t("pdf")}
          </a>
        </Button>
      </footer>
    </section>
  );
}

function Line({
  label,
  value,
  currency,
  isSum = false,
}: {
  label: ReactNode;
  value: bigint;
  currency: string;
  isSum?: boolean;
}) {
  return (
    <div className={cn("flex items-baseline justify-between gap-4", isSum && "mt-1 border-t pt-2 font-semibold")}>
      <dt className={cn(!isSum && "text-muted-foreground")}>{label}</dt>
      <dd>
        <Amount value={value} currency={currency} showCurrency={isSum} />
      </dd>
    </div>
  );
}
