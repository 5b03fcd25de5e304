import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateTime, StatusBadge } from "@/components/figures";
import { Section } from "@/components/shell/page";
import type { RunRow } from "@/db/queries/runs";
import { runStatus } from "./run-status";

/** What was run for the month, the latest first. */
export function RecentRuns({ runs, zone }: { runs: readonly RunRow[]; zone: string }) {
  const t = useTranslations("settlement.runs");
  if (runs.length === 0) return null;
  return (
    <Section title={t("title")}>
      <ul className="flex flex-col divide-y border-t">
        {runs.map((run) => (
          <li key={run.id} className="flex min-h-9 flex-wrap items-center gap-x-4 py-1.5">
            <Link
              href={`/month-end/runs/${run.id}` as Route}
              className="min-w-0 flex-1 rounded-sm font-medium underline-offset-4 hover:underline"
            >
              {t(run.kind)}
            </Link>
            <span className="text-[0.8125rem] text-muted-foreground">{t("by", { who: run.by ?? t("system") })}</span>
            <span className="text-[0.8125rem] text-muted-foreground">
              <DateTime at={run.createdAt} zone={zone} />
            </span>
            <StatusBadge status={runStatus(run.state, run.parked)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
