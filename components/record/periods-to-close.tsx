import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Period, StatusBadge } from "@/components/figures";

export type MonthToCloseView = { month: string; open: number; draft: number };

/** Earlier months that are not issued, with how many of their periods are open and drafted. */
export function PeriodsToClose({ months }: { months: readonly MonthToCloseView[] }) {
  const t = useTranslations("overview.close");
  if (months.length === 0) return <p className="text-muted-foreground">{t("none")}</p>;
  return (
    <ul>
      {months.map(({ month, open, draft }) => (
        <li key={month} className="flex h-9 items-center justify-between gap-4 border-b last:border-b-0">
          <Link href={`/month-end?month=${month}` as Route} className="underline-offset-4 hover:underline">
            <Period month={month} />
          </Link>
          <span className="flex gap-1.5">
            {open > 0 && <StatusBadge status="period.open">{t("open", { count: open })}</StatusBadge>}
            {draft > 0 && <StatusBadge status="period.draft">{t("draft", { count: draft })}</StatusBadge>}
          </span>
        </li>
      ))}
    </ul>
  );
}
