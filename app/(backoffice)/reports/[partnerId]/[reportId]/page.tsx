import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EventTimeline } from "@/components/audit/event-timeline";
import { StatusBadge } from "@/components/figures";
import { ReportView } from "@/components/report/report-view";
import { ShareList } from "@/components/sharing/share-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Tx } from "@/db/client";
import { listAuditEvents } from "@/db/queries/audit";
import { findReport } from "@/db/queries/reports";
import { listShares } from "@/db/queries/shares";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { requireViewer } from "@/lib/access/viewer.server";
import { formatMonth } from "@/lib/i18n/format";
import { isUuid } from "@/lib/input/fields";
import { staleDrafts } from "@/lib/settlement/preview-close.server";
import { reportPath } from "@/lib/settlement/report-number";
import type { StoredLine } from "@/lib/settlement/stored-report";
import { revoke } from "./actions";
import { ReportActions } from "./report-actions";

type Params = { partnerId: string; reportId: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("report"))("title") };
}

/** One settlement report (A21–A26): what it states, what may be done with it, and what was done. */
export default async function ReportPage(props: { params: Promise<Params> }) {
  const viewer = await requireViewer("settlement:read");
  const params = await props.params;
  const mayShare = isAllowed(viewer.role, "shares:read");
  const known = isUuid(params.partnerId) && isUuid(params.reportId);
  const found = known && (await readAs(viewer, (tx, scope) => readReport(tx, scope, params, mayShare)));
  if (!found) notFound();
  const { report, isStale, shares, events } = found;
  const [t, locale] = [await getTranslations("settlement.report"), await getLocale()];
  const zone = report.parties.organization.timeZone;
  const monthName = formatMonth(report.month, locale);
  return (
    <Page>
      <PageHeader
        breadcrumbs={[{ label: t("monthLink", { month: monthName }), href: `/month-end?month=${report.month}` }]}
        title={report.number}
        description={`${report.partnerName} · ${monthName} · ${report.parties.organization.name}`}
        status={<StatusBadge status={isStale ? "period.stale" : `period.${report.state}`} />}
        actions={
          <ClientMessages areas={["settlement", "sharing"]}>
            <ReportActions report={report} isStale={isStale} role={viewer.role} />
          </ClientMessages>
        }
      />
      {isStale && (
        <Alert tone="warning" title={t("stale")}>
          {t("staleText")}
        </Alert>
      )}
      <ReportView report={report} recordsHref={(line) => recordsHref(report, line)} />
      <div>
        <Button asChild>
          <Link href={recordsHref(report) as Route}>{t("records")}</Link>
        </Button>
      </div>
      {mayShare && report.state === "issued" && (
        <Section title={t("shares")}>
          <ShareList
            shares={shares}
            number={report.number}
            zone={zone}
            now={Date.now()}
            revoke={isAllowed(viewer.role, "shares:write") ? revoke : null}
          />
        </Section>
      )}
      <Section title={t("history")}>
        <EventTimeline events={events} zone={zone} linked={false} />
      </Section>
    </Page>
  );
}

async function readReport(tx: Tx, scope: Scope, { partnerId, reportId }: Params, mayShare: boolean) {
  const report = await findReport(tx, scope, partnerId, reportId);
  if (!report) return null;
  const history = { objectTypes: ["report" as const], objectId: reportPath(report) };
  return {
    report,
    isStale: (await staleDrafts(tx, [report])).has(report.id),
    shares: mayShare ? await listShares(tx, { partnerId, reportId }) : [],
    events: (await listAuditEvents(tx, scope, history, { limit: 50 })).rows,
  };
}

/** The records behind a report, or behind one of its lines. */
function recordsHref(
  report: { partnerId: string; month: string; currency: string },
  line?: Pick<StoredLine, "locationId">,
): string {
  const query = new URLSearchParams({ period: report.month, partner: report.partnerId, currency: report.currency });
  if (line?.locationId) query.set("site", line.locationId);
  return `/revenue?${query}`;
}
