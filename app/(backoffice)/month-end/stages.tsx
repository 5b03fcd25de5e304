import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { dateOf, endOfMonth, type Instant, type Month } from "@/lib/calendar/calendar";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { firstDayToIssue } from "@/lib/settlement/period";
import type { Close } from "./page";
import { countStates, sumsByCurrency } from "./sums";

type Tone = "neutral" | "success" | "warning" | "info";
type Stage = { key: string; label: string; value: ReactNode; mark: string; tone: Tone };

/** How far the month is: sessions, check, drafts, issued reports, and what follows from them. */
export function Stages({ month, close, now }: { month: Month; close: Close; now: Instant }) {
  const t = useTranslations("settlement.stages");
  const stages = [useSessions(month, close, now), useCheck(close), ...useReports(month, close, now), usePayable(close)];
  return (
    <ol
      aria-label={t("title")}
      className="grid divide-y overflow-hidden rounded-xl border bg-card sm:grid-cols-2 sm:divide-x sm:divide-y-0 lg:grid-cols-5"
    >
      {stages.map((stage) => (
        <li key={stage.key} className="flex min-w-0 flex-col gap-1 px-3.5 py-3">
          <span className="text-[0.8125rem] text-muted-foreground">{stage.label}</span>
          <span className="figures truncate font-semibold">{stage.value}</span>
          <Badge tone={stage.tone}>{stage.mark}</Badge>
        </li>
      ))}
    </ol>
  );
}

function useSessions(month: Month, close: Close, now: Instant): Stage {
  const t = useTranslations("settlement.stages");
  const over = close.organizations.every(({ timeZone }) => now >= endOfMonth(month, timeZone));
  const value = t("sessionsValue", { count: close.sessions });
  const base = { key: "sessions", label: t("sessions"), value };
  if (close.importing > 0) return { ...base, mark: t("importing", { count: close.importing }), tone: "info" };
  return over ? { ...base, mark: t("complete"), tone: "success" } : { ...base, mark: t("notOver"), tone: "info" };
}

function useCheck({ blockers }: Close): Stage {
  const t = useTranslations("settlement.stages");
  const locale = useLocale();
  const count = blockers.reduce((total, blocker) => total + blocker.sessions, 0);
  const base = { key: "check", label: t("check"), value: t("toFix", { count }) };
  if (count === 0) return { ...base, mark: t("clear"), tone: "success" };
  const [most] = blockers.flatMap((blocker) => blocker.money).sort((a, b) => (a.revenue > b.revenue ? -1 : 1));
  return { ...base, mark: most ? formatMoney(most.revenue, most.currency, locale) : t("unpriced"), tone: "warning" };
}

function useReports(month: Month, { rows, organizations }: Close, now: Instant): Stage[] {
  const t = useTranslations("settlement.stages");
  const locale = useLocale();
  const { open, draft, stale, issued } = countStates(rows);
  const all = rows.length;
  const drafted = { key: "drafted", label: t("drafted"), value: t("draftedValue", { done: all - open, all }) };
  const done = { key: "issued", label: t("issued"), value: t("issuedValue", { done: issued, all }) };
  const from = organizations.map((each) => firstDayToIssue(month, each.cutOffDay)).sort()[0];
  const early = organizations.every((each) => dateOf(now, each.timeZone) < firstDayToIssue(month, each.cutOffDay));
  const draftMark: Pick<Stage, "mark" | "tone"> =
    stale > 0
      ? { mark: t("stale", { count: stale }), tone: "warning" }
      : open > 0
        ? { mark: t("open", { count: open }), tone: "neutral" }
        : { mark: t("allDrafted"), tone: "success" };
  const issueMark: Pick<Stage, "mark" | "tone"> =
    all > 0 && issued === all
      ? { mark: t("allIssued"), tone: "success" }
      : early && from
        ? { mark: t("possibleFrom", { date: formatDate(from, locale) }), tone: "neutral" }
        : { mark: t("ready", { count: draft }), tone: draft > 0 ? "info" : "neutral" };
  return [
    { ...drafted, ...draftMark },
    { ...done, ...issueMark },
  ];
}

function usePayable({ rows }: Close): Stage {
  const t = useTranslations("settlement.stages");
  const locale = useLocale();
  const [first, ...others] = sumsByCurrency(rows).map(({ currency, payable }) =>
    formatMoney(payable, currency, locale),
  );
  const { issued } = countStates(rows);
  const mark = others.length > 0 ? others.join(" · ") : t("issuedValue", { done: issued, all: rows.length });
  return { key: "payable", label: t("payable"), value: first ?? "–", mark, tone: "neutral" };
}
