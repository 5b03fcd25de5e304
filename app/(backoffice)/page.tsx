import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { BarChart } from "@/components/charts/bar-chart";
import { TotalsStrip } from "@/components/data-table";
import { Attention, type AttentionItem } from "@/components/record/attention";
import { FirstSteps } from "@/components/record/first-steps";
import { PartnerTable } from "@/components/record/partner-table";
import { PeriodsToClose } from "@/components/record/periods-to-close";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { Page, PageHeader, Section } from "@/components/shell/page";
import type { Tx } from "@/db/client";
import { failedMails, outdatedDrafts, unknownPayers, unsettledCdrs, waitingCdrs } from "@/db/queries/attention";
import { contractsEnding } from "@/db/queries/contract-renewals";
import {
  expensesOfMonth,
  firstSteps,
  monthByCurrency,
  monthByPartner,
  monthsToClose,
  revenueByDay,
} from "@/db/queries/overview";
import { findDemo } from "@/db/seed/queries";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import type { Viewer } from "@/lib/access/viewer";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { addMonths, dateOf, type Month } from "@/lib/calendar/calendar";
import { formatList, formatMoney, formatMonth } from "@/lib/i18n/format";
import { daysOf, monthSoFar } from "@/lib/records/month-so-far";
import { sumsOfTerms, termsSoFar } from "@/lib/settlement/terms-so-far.server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

/** How many partners of each currency are named. */
const PARTNERS = 15;
/** A contract that ends within so many months is somebody's task. */
const ENDING_MONTHS = 2;

/** The month so far, what waits for somebody, and the months to close; it follows what arrives (A1, A2, A36). */
export default async function OverviewPage() {
  const viewer = await requireViewer("overview:read");
  const t = await getTranslations("overview");
  const days = monthSoFar(dateOf(Date.now(), await viewerZone(viewer)));
  const overview = await readAs(viewer, (tx, scope) => load(tx, scope, viewer, days));
  const month = formatMonth(overview.days.month, await getLocale());
  const isNew = !overview.steps.report;
  return (
    <Page>
      <LiveRefresh />
      <PageHeader
        title={t("soFar", { month })}
        description={`${t("description")} ${t("live")}`}
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

async function load(tx: Tx, scope: Scope, viewer: Viewer, days: ReturnType<typeof monthSoFar>) {
  return {
    days,
    demo: await findDemo(tx),
    steps: await firstSteps(tx),
    sums: await monthByCurrency(tx, scope, days.month),
    byDay: await revenueByDay(tx, scope, days),
    partners: await monthByPartner(tx, scope, days.month, PARTNERS),
    expenses: await expensesOfMonth(tx, scope, days.month),
    terms: await termsSoFar(tx, scope, days.month),
    months: await monthsToClose(tx, days.month),
    attention: await loadAttention(tx, scope, viewer, days.month),
  };
}

async function loadAttention(tx: Tx, scope: Scope, viewer: Viewer, month: Month): Promise<AttentionItem[]> {
  const unsettled = await unsettledCdrs(tx);
  const ending = await contractsEnding(tx, scope, month, addMonths(month, ENDING_MONTHS));
  const items: AttentionItem[] = [
    ...unsettled.map(({ kind, count }) => ({ kind, count, href: `/cdrs?settlement=${kind}` })),
    { kind: "held", count: await waitingCdrs(tx), href: "/held" },
    { kind: "unknown_payer", count: await unknownPayers(tx), href: "/cdrs?payer=unknown" },
    { kind: "stale_drafts", count: await outdatedDrafts(tx), href: "/reports?state=draft" },
    // Those that renew go on by themselves.
    {
      kind: "contracts_ending",
      count: ending.filter((each) => each.renewalMonths === null || each.noticeGivenOn !== null).length,
      href: "/contracts",
    },
  ];
  if (isAllowed(viewer.role, "mails:read")) {
    items.push({ kind: "failed_mails", count: await failedMails(tx), href: "/settings/outbox?state=failed" });
  }
  return items.filter((item) => item.count > 0);
}

/** What tiers, caps and guarantees would add to the shares of the sessions (D11). */
async function MonthTerms({ terms }: { terms: Overview["terms"] }) {
  const t = await getTranslations("overview");
  const locale = await getLocale();
  if (terms.length === 0) return null;
  const count = new Set(terms.map((term) => term.contractId)).size;
  const amounts = sumsOfTerms(terms).map(({ currency, amount }) => formatMoney(amount, currency, locale));
  return <p className="text-muted-foreground">{t("monthTerms", { count, amounts: formatList(amounts, locale) })}</p>;
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
  const { sums, byDay, expenses, days, terms } = overview;
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
      <MonthTerms terms={terms} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        {sums.map(({ currency }) => (
          <BarChart
            key={currency}
            title={t("byDay", { currency })}
            currency={currency}
            points={daysOf(days).map((day) => ({
              at: day,
              running: day === days.to,
              value: byDay.find((row) => row.day === day && row.currency === currency)?.revenue ?? 0n,
            }))}
          />
        ))}
      </div>
    </>
  );
}
