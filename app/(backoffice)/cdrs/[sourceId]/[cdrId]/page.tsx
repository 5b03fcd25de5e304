import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EventTimeline } from "@/components/audit/event-timeline";
import { Headline } from "@/components/figures";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Badge } from "@/components/ui/badge";
import { listAuditEvents } from "@/db/queries/audit";
import { expenseRecordsOf, findCdr, followersOf, revenueRecordsOf } from "@/db/queries/cdrs";
import { companyOptions } from "@/db/queries/companies";
import { findConfigurations } from "@/db/queries/tariffs";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { cdrKeyOfAddress } from "@/lib/cdrs/cdr-key";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";
import { SettlementBadge } from "../../columns";
import { ContentFacts } from "../../content-facts";
import { ChargingPeriods } from "./charging-periods";
import { NextStep } from "./next-step";
import { Particulars } from "./particulars";
import { Price } from "./price";
import { Records } from "./records";

const EVENTS = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cdrs"))("one") };
}

/** One charging session: what was delivered, who pays and why, how its price came about, what it became. */
export default async function CdrPage(props: PageProps<"/cdrs/[sourceId]/[cdrId]">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("cdrs");
  const key = cdrKeyOfAddress(await props.params);
  if (!key) notFound();
  const loaded = await readAs(viewer, async (tx, scope) => {
    const cdr = await findCdr(tx, key);
    if (!cdr) return null;
    const mayDecide = cdr.payer === "unknown" && isAllowed(viewer.role, "cdrs:release");
    return {
      cdr,
      payers: mayDecide
        ? { internal: await companyOptions(tx, "partner"), roaming: await companyOptions(tx, "emp") }
        : null,
      configurations: await findConfigurations(
        tx,
        [cdr.priceConfigurationId, cdr.purchaseConfigurationId].flatMap((id) => id ?? []),
      ),
      followers: await followersOf(tx, key),
      revenue: await revenueRecordsOf(tx, key),
      expenses: await expenseRecordsOf(tx, key),
      events: await listAuditEvents(
        tx,
        scope,
        { objectTypes: ["cdr"], objectId: `${key.sourceId} ${key.cdrId}` },
        { limit: EVENTS },
      ),
    };
  });
  if (!loaded) notFound();
  const { cdr, configurations, payers, followers, revenue, expenses, events } = loaded;
  const content = cdr.content as StoredCdr;
  return (
    <Page>
      <PageHeader
        title={cdr.cdrId}
        breadcrumbs={[{ label: t("title"), href: "/cdrs" }, { label: cdr.cdrId }]}
        status={
          <>
            <SettlementBadge t={t} settlement={cdr.settlement} />
            {cdr.kind !== "session" && <Badge tone="info">{t(`kinds.${cdr.kind}`)}</Badge>}
          </>
        }
        actions={
          cdr.revenue !== null &&
          cdr.currency !== null && <Headline label={t("fields.revenue")} value={cdr.revenue} currency={cdr.currency} />
        }
      />
      <NextStep cdr={cdr} payers={payers} />
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)]">
        <div className="flex flex-col gap-8">
          <Particulars cdr={cdr} content={content} followers={followers} />
          <Records revenue={revenue} expenses={expenses} />
        </div>
        <div className="flex flex-col gap-8">
          <Price cdr={cdr} configurations={configurations} />
          <ChargingPeriods periods={content.periods} endAt={content.endAt} zone={cdr.locationZone} />
        </div>
      </div>
      <details>
        <summary className="cursor-pointer py-1 font-semibold">{t("detail.content")}</summary>
        <div className="max-w-3xl pt-2">
          <ContentFacts content={content} zone={cdr.locationZone} />
        </div>
      </details>
      <Section title={t("detail.history")} className="max-w-3xl">
        <EventTimeline events={events.rows} zone={await viewerZone(viewer)} linked={false} />
      </Section>
    </Page>
  );
}
