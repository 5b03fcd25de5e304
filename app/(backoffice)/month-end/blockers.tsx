import { ArrowRight, CircleCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import type { Blocker } from "@/db/queries/settlement-blockers";
import { firstDay, lastDay, type Month } from "@/lib/calendar/calendar";

/** What will not be paid, why, how much money that is, and where it is mended (X5). */
export function Blockers({
  month,
  blockers,
  organizationId,
}: {
  month: Month;
  blockers: readonly Blocker[];
  organizationId: string | null;
}) {
  const t = useTranslations("settlement.blockers");
  const sessions = blockers.reduce((total, blocker) => total + blocker.sessions, 0);
  return (
    <Section title={t("title")} description={sessions > 0 ? t("sum", { count: sessions }) : undefined}>
      {blockers.length === 0 ? (
        <Empty icon={CircleCheck} title={t("none")} className="py-8">
          {t("noneText")}
        </Empty>
      ) : (
        <ul className="flex flex-col divide-y border-t">
          {blockers.map((blocker) => (
            <BlockerLine
              key={`${blocker.kind} ${blocker.reason}`}
              blocker={blocker}
              href={hrefOf(blocker, month, organizationId)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function BlockerLine({ blocker, href }: { blocker: Blocker; href: string }) {
  const t = useTranslations("settlement.blockers");
  const reasons = useTranslations("cdrs");
  const { kind, reason, sessions, money, site } = blocker;
  const key = `nonRated.${reason}` as "title";
  const why = reason === null ? null : reasons.has(key) ? reasons(key) : reason;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 py-1.5">
      <span className="min-w-0 flex-1">
        <span className="font-medium">{t(`kinds.${kind}`)}</span>
        <span className="text-muted-foreground">
          {why && ` · ${why}`} · {t("sum", { count: sessions })}
          {site && ` ${t("at", { site })}`}
        </span>
      </span>
      <span className="flex flex-col items-end">
        {money.map(({ currency, revenue }) => (
          <Amount key={currency} value={revenue} currency={currency} />
        ))}
      </span>
      <Link
        href={href as Route}
        className="inline-flex w-48 items-center justify-end gap-1 rounded-sm font-medium text-primary underline-offset-4 hover:underline"
      >
        {t(`fix.${kind}`)}
        <ArrowRight aria-hidden className="size-3.5" />
      </Link>
    </li>
  );
}

/** The list of the sessions that a line counts. */
function hrefOf({ kind, reason }: Blocker, month: Month, organizationId: string | null): string {
  if (kind === "on_hold" || kind === "conflict") return "/held";
  const query = new URLSearchParams({ date: `${firstDay(month)}..${lastDay(month)}` });
  if (kind === "unknown_payer") query.set("payer", "unknown");
  else query.set("settlement", kind);
  if (reason !== null) query.set("reason", reason);
  if (organizationId !== null) query.set("organization", organizationId);
  return `/cdrs?${query}`;
}
