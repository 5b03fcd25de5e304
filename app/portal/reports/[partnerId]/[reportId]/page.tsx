import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ReportView } from "@/components/report/report-view";
import { PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { findReport, type ReportDetail } from "@/db/queries/reports";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { formatMonth } from "@/lib/i18n/format";
import { isUuid } from "@/lib/input/fields";

type Params = { partnerId: string; reportId: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("reports.title") };
}

/** An issued report; drafts (which the database hides from partners) and other companies' reports are not found. */
export default async function PortalReportPage(props: { params: Promise<Params> }) {
  const viewer = await requireViewer("portal:read");
  const { partnerId, reportId } = await props.params;
  const known = isUuid(partnerId) && isUuid(reportId);
  const report = known && (await readAs(viewer, (tx, scope) => findReport(tx, scope, partnerId, reportId)));
  if (!report) notFound();
  const t = await getTranslations("portal.reports");
  return (
    <>
      <PageHeader
        title={formatMonth(report.month, await getLocale())}
        description={`${report.number} · ${report.parties.organization.name}`}
        breadcrumbs={[{ label: t("back"), href: "/portal/reports" }, { label: report.number }]}
        actions={<Downloads report={report} />}
      />
      <ReportView report={report} recordsHref={({ locationId }) => recordsHref(report, locationId)} />
      <p>
        <Link href={recordsHref(report, null) as Route} className="text-primary underline-offset-4 hover:underline">
          {t("sessions")}
        </Link>
      </p>
    </>
  );
}

/** The sessions of the report's period, at one of its sites where a line names one. */
function recordsHref({ month, currency }: ReportDetail, locationId: string | null): string {
  const site = locationId === null ? "" : `&site=${locationId}`;
  return `/portal/records?period=${month}&currency=${currency}${site}`;
}

async function Downloads({ report }: { report: ReportDetail }) {
  const t = await getTranslations("portal.reports");
  const base = `/portal/reports/${report.partnerId}/${report.id}`;
  return (
    <>
      <Button asChild variant="primary">
        <a href={`${base}/pdf`} download>
          {t("pdf")}
        </a>
      </Button>
      <Button asChild>
        <a href={`${base}/csv`} download>
          {t("csv")}
        </a>
      </Button>
      <Button asChild>
        <a href={`${base}/csv?of=records`} download>
          {t("sessionsCsv")}
        </a>
      </Button>
    </>
  );
}
