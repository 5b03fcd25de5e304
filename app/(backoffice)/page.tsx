import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { TotalsStrip } from "@/components/data-table";
import { Attention, type AttentionItem } from "@/components/record/attention";
import { DayBars } from "@/components/record/day-bars";
import { FirstSteps } from "@/components/record/first-steps";
import { PartnerTable } from "@/components/record/partner-table";
import { PeriodsToClose } from "@/components/record/periods-to-close";
import { Page, PageHeader, Section } from "@/components/shell/page";
import type { Tx } from "@/db/client";
import {
  expensesOfMonth,
  firstSteps,
  monthsToClose,
  sumsByCurrency,
  sumsByDay,
  sumsByPartner,
  unknownPayers,
  unsettledCdrs,
  waitingCdrs,
} from "@/db/queries/overview";
import { findDemo } from "@/db/seed/queries";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { formatMonth } from "@/lib/i18n/format";
import { daysOf, monthSoFar } from "@/lib/records/month-so-far";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

/** The month so far, what waits for somebody, and the months to close (A1, A2, A36). */
export default async function OverviewPage() {
  const viewer = await requireViewer("overview:read");
  const t = await getTranslations("overview");
  const days = monthSoFar(dateOf(Date.now(), await viewerZone(viewer)));
  const overview = await readAs(viewer, (tx, scope) => load(tx, scope, days));
  const month = formatMonth(overview.days.month, await getLocale());
  const isNew = !overview.steps.report;
  return (
    <Page>
      <PageHeader
        title={t("soFar", { month })}
        description={t("description")}
        actions={overview.demo && <DemoLink />}
      />
      {isNew && <FirstSteps done={overview.steps} />}
      <MonthSoFar overview={overview} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <Section title={t("attention.title")}>
          <Attention items={overview.attention} />
        </Section>
        <Section title={t("close.title")}>
          <PeriodsToClose months={overview.months} />
        </Section>
      </div>
      {overview.partners.length > 0 && (
        <Section title={t("byPartner")} description={t("byPartnerHint")}>
          <PartnerTable rows={overview.partners} month={overview.days.month} />
        </Section>
      )}
    </Page>
  );
}

type Overview = Awaited<ReturnType<typeof load>>;

async function load(tx: Tx, scope: Scope, days: ReturnType<typeof monthSoFar>) {
  return {
    days,
    demo: await findDemo(tx),
    steps: await firstSteps(tx),
    sums: await sumsByCurrency(tx, scope, days),
    byDay: await sumsByDay(tx, scope, days),
    partners: await sumsByPartner(tx, scope, days),
    expenses: await expensesOfMonth(tx, scope, days.month),
    months: await monthsToClose(tx, days.month),
    attention: await loadAttention(tx),
  };
}

async function loadAttention(tx: Tx): Promise<AttentionItem[]> {
  const unsettled = await unsettledCdrs(tx);
  const items: AttentionItem[] = [
    ...unsettled.map(({ kind, count }) => ({ kind, count, href: `/cdrs?settlement=${kind}` })),
    { kind: "held", count: await waitingCdrs(tx), href: "/held" },
    { kind: "unknown_payer", count: await unknownPayers(tx), href: "/cdrs?payer=unknown" },
  ];
  return items.filter((item) => item.count > 0);
}

/** Tells whoever looks at a demo that it is one. */
async function DemoLink() {
  const t = await getTranslations("overview");
  return (
    <Link href="/demo" className="text-muted-foreground underline underline-offset-4 hover:text-foreground">
      {t("demo")}
    </Link>
  );
}

async function MonthSoFar({ overview }: { overview: Overview }) {
  const t = await getTranslations("overview");
  const { sums, byDay, expenses, days } = overview;
  if (sums.length === 0) return <p className="text-muted-foreground">{t("quiet")}</p>;
  const owed = (currency: string) => expenses.find((row) => row.currency === currency)?.amount ?? 0n;
  const totals = sums.map((sum) => ({
    currency: sum.currency,
    figures: [
      { label: t("revenue"), value: sum.revenue },
      { label: t("operatorShare"), value: sum.operatorShare },
      { label: t("partnerShare"), value: sum.partnerShare },
      { label: t("collected"), value: sum.collectedShare },
      { label: t("awaited"), value: sum.partnerShare - sum.collectedShare, muted: true },
      { label: t("expenses"), value: owed(sum.currency) },
    ],
  }));
  return (
    <>
      <TotalsStrip totals={totals} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        {sums.map(({ currency }) => (
          <DayBars
            key={currency}
            title={t("byDay", { currency })}
            currency={currency}
            points={daysOf(days).map((day) => ({
              day,
              value: byDay.find((row) => row.day === day && row.currency === currency)?.revenue ?? 0n,
            }))}
          />
        ))}
      </div>
    </>
  );
}
