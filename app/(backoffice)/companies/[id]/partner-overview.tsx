import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { TermsSentences } from "@/app/(backoffice)/contracts/terms-sentences";
import { BarChart } from "@/components/charts/bar-chart";
import { TermsSoFar } from "@/components/record/terms-so-far";
import { ClientMessages } from "@/components/shell/client-messages";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import type { Tx } from "@/db/client";
import { companyOptions } from "@/db/queries/companies";
import { expensesOfMonth, sumsByCurrency } from "@/db/queries/overview";
import { type Deal, dealsOf, openItemsOf, revenueBySite } from "@/db/queries/partner-page";
import { awaitedShares, shareByMonth } from "@/db/queries/portal";
import { addMonths, type IsoDate, monthsBetween } from "@/lib/calendar/calendar";
import { parseTerms } from "@/lib/contracts/terms";
import { monthSoFar, sameDaysBefore } from "@/lib/records/month-so-far";
import { termsSoFar } from "@/lib/settlement/terms-so-far.server";
import { PartnerMonth } from "./partner-month";
import { PartnerOpenItems } from "./partner-open-items";
import { SiteBars } from "./site-bars";

const MONTHS_SHOWN = 12;

/** A partner's deal, its money now and before, and what is open. */
export async function loadPartnerOverview(tx: Tx, partnerId: string, today: IsoDate) {
  const scope = { kind: "partners" as const, partnerIds: [partnerId] };
  const days = monthSoFar(today);
  const months = { from: addMonths(days.month, 1 - MONTHS_SHOWN), to: days.month };
  return {
    days,
    months,
    deals: await dealsOf(tx, partnerId, days.month),
    partners: await companyOptions(tx, "partner"),
    now: await sumsByCurrency(tx, scope, days),
    before: await sumsByCurrency(tx, scope, sameDaysBefore(today)),
    expenses: await expensesOfMonth(tx, scope, days.month),
    sites: await revenueBySite(tx, partnerId, days),
    byMonth: await shareByMonth(tx, scope, months),
    awaited: await awaitedShares(tx, scope),
    terms: await termsSoFar(tx, scope, days.month),
    open: await openItemsOf(tx, partnerId, days.month),
  };
}

export async function PartnerOverview({
  partner,
  overview,
  mayWrite,
}: {
  partner: { id: string; name: string };
  overview: Awaited<ReturnType<typeof loadPartnerOverview>>;
  mayWrite: boolean;
}) {
  const t = await getTranslations("companies.partner");
  const { days, months, byMonth, sites } = overview;
  const currencies = [...new Set(byMonth.map((row) => row.currency))];
  return (
    <div className="flex flex-col gap-8">
      <PartnerMonth {...overview} month={days.month} />
      <TermsSoFar terms={overview.terms} />
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <Deals partner={partner} deals={overview.deals} partners={overview.partners} mayWrite={mayWrite} />
        <PartnerOpenItems partnerId={partner.id} items={overview.open} awaited={overview.awaited} />
      </div>
      <ClientMessages>
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
          {[...new Set(sites.map((site) => site.currency))].map((currency) => (
            <SiteBars
              key={currency}
              currency={currency}
              month={days.month}
              sites={sites.filter((site) => site.currency === currency)}
            />
          ))}
          {currencies.map((currency) => (
            <BarChart
              key={currency}
              title={t("byMonth", { currency })}
              currency={currency}
              points={monthsBetween(months.from, months.to).map((month) => ({
                at: month,
                value: byMonth.find((row) => row.month === month && row.currency === currency)?.partnerShare ?? 0n,
                running: month === days.month,
              }))}
            />
          ))}
        </div>
      </ClientMessages>
    </div>
  );
}

async function Deals({
  partner,
  deals,
  partners,
  mayWrite,
}: {
  partner: { id: string; name: string };
  deals: readonly Deal[];
  partners: readonly { id: string; name: string }[];
  mayWrite: boolean;
}) {
  const t = await getTranslations("companies");
  const partnerNames = new Map(partners.map((each) => [each.id, each.name]));
  const create = mayWrite && (
    <Button asChild size="sm">
      <Link href={`/contracts/new?partner=${partner.id}`}>{t("detail.newContract")}</Link>
    </Button>
  );
  return (
    <Section title={t("partner.deal", { partner: partner.name })} actions={create}>
      {deals.length === 0 && <p className="text-muted-foreground">{t("partner.noDeal")}</p>}
      {deals.map((deal) => (
        <div key={deal.id} className="flex flex-col gap-1.5 border-b pb-3 last:border-b-0">
          <Link className="font-medium hover:underline" href={`/contracts/${deal.id}` as Route}>
            {deal.name}
          </Link>
          <TermsSentences terms={parseTerms(deal.terms)} currency={deal.currency} partnerNames={partnerNames} />
        </div>
      ))}
    </Section>
  );
}
