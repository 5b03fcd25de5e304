import type { Metadata, Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { BarChart } from "@/components/charts/bar-chart";
import { Amount, Headline } from "@/components/figures";
import { LastReportCard } from "@/components/record/last-report-card";
import { SiteShares } from "@/components/record/site-shares";
import { TermsSoFar } from "@/components/record/terms-so-far";
import { Section } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import type { Tx } from "@/db/client";
import { sumsByCurrency } from "@/db/queries/overview";
import { awaitedShares, lastReports, shareByMonth, sitesWithShares } from "@/db/queries/portal";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { addMonths, dateOf, type IsoDate, monthsBetween } from "@/lib/calendar/calendar";
import { formatMonth, formatPercent } from "@/lib/i18n/format";
import { changeBasisPoints, monthSoFar, sameDaysBefore } from "@/lib/records/month-so-far";
import { termsSoFar } from "@/lib/settlement/terms-so-far.server";

/** The chart shows a year. */
const MONTHS_BEFORE = 11;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("common.nav"))("portalHome") };
}

/** A site host's home: this month so far, the last report, what is awaited, and where it comes from (A40). */
export default async function PortalHomePage() {
  const viewer = await requireViewer("portal:read");
  const t = await getTranslations("portal");
  const today = dateOf(Date.now(), await viewerZone(viewer));
  const home = await readAs(viewer, (tx, scope) => load(tx, scope, today));
  return (
    <>
      {home.currencies.length === 0 && <Empty title={t("nothing.title")}>{t("nothing.text")}</Empty>}
      {home.currencies.map((currency) => (
        <SoFar key={currency} currency={currency} home={home} />
      ))}
      <TermsSoFar terms={home.terms} />
      <LastReports home={home} />
      {home.awaited.length > 0 && <Awaited awaited={home.awaited} />}
      <Section
        title={t("sites.title")}
        actions={
          <Link href={"/portal/sites" as Route} className="text-primary underline-offset-4 hover:underline">
            {t("sites.all")}
          </Link>
        }
      >
        <SiteShares sites={home.sites.slice(0, 5)} />
      </Section>
      <p>
        <Link href={"/portal/expenses" as Route} className="text-primary underline-offset-4 hover:underline">
          {t("expenses.open")}
        </Link>
      </p>
    </>
  );
}

type Home = Awaited<ReturnType<typeof load>>;

async function load(tx: Tx, scope: Scope, today: IsoDate) {
  const days = monthSoFar(today);
  const before = sameDaysBefore(today);
  const months = { from: addMonths(days.month, -MONTHS_BEFORE), to: days.month };
  const byMonth = await shareByMonth(tx, scope, months);
  return {
    days,
    before,
    byMonth,
    months: monthsBetween(months.from, months.to),
    currencies: [...new Set(byMonth.map((row) => row.currency))],
    now: await sumsByCurrency(tx, scope, days),
    terms: await termsSoFar(tx, scope, days.month),
    sameDays: await sumsByCurrency(tx, scope, before),
    reports: await lastReports(tx, scope),
    awaited: await awaitedShares(tx, scope),
    sites: await sitesWithShares(tx, scope, days, today),
  };
}

async function SoFar({ currency, home }: { currency: string; home: Home }) {
  const t = await getTranslations("portal");
  const locale = await getLocale();
  const shareIn = (sums: Home["now"]) => sums.find((sum) => sum.currency === currency)?.partnerShare ?? 0n;
  const change = changeBasisPoints(shareIn(home.now), shareIn(home.sameDays));
  const month = formatMonth(home.days.month, locale);
  const against =
    change === null
      ? t("first")
      : t("against", {
          // Whole percents: the figure says a direction, not an amount.
          change: `${change > 0 ? "+" : ""}${formatPercent(Math.round(change / 100) * 100, locale)}`,
          count: home.before.count,
          month: formatMonth(home.before.month, locale),
        });
  const points = home.months.map((each) => ({
    at: each,
    value: home.byMonth.find((row) => row.month === each && row.currency === currency)?.partnerShare ?? 0n,
    running: each === home.days.month,
  }));
  return (
    <div className="flex flex-col gap-5">
      <Headline size="lg" label={<h1>{t("soFar", { month })}</h1>} value={shareIn(home.now)} currency={currency}>
        {against}
      </Headline>
      <BarChart title={t("months", { currency })} points={points} currency={currency} />
    </div>
  );
}

async function LastReports({ home }: { home: Home }) {
  const t = await getTranslations("portal.report");
  if (home.reports.length === 0) return <p className="text-muted-foreground">{t("none")}</p>;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {home.reports.map((report) => (
        <LastReportCard key={report.id} report={report} />
      ))}
    </div>
  );
}

async function Awaited({ awaited }: { awaited: Home["awaited"] }) {
  const t = await getTranslations("portal.awaited");
  return (
    <Link
      href={"/portal/records?collected=awaited" as Route}
      className="flex flex-col gap-1 rounded-xl border bg-card p-5 hover:bg-accent"
    >
      <span className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">{t("title")}</span>
        <span className="flex flex-col items-end">
          {awaited.map((row) => (
            <Amount key={row.currency} value={row.awaited} currency={row.currency} className="font-semibold" />
          ))}
        </span>
      </span>
      <span className="text-muted-foreground">{t("text")}</span>
    </Link>
  );
}
