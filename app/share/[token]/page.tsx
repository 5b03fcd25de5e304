import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { BusinessDate } from "@/components/figures";
import { ReportView } from "@/components/report/report-view";
import { PublicShell } from "@/components/shell/public-shell";
import { Button } from "@/components/ui/button";
import { findReport } from "@/db/queries/reports";
import { readAs } from "@/lib/access/read.server";
import { dateOf } from "@/lib/calendar/calendar";
import { formatMonth } from "@/lib/i18n/format";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { requestShare } from "@/lib/sharing/request-share.server";
import { sharePath } from "@/lib/sharing/share";
import { PasswordGate } from "./password-gate";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("report"))("title") };
}

/** A settlement report behind a shared link: what `openShare` lets through, read as that partner, and nothing else. */
export default async function SharedReportPage(props: PageProps<"/share/[token]">) {
  const { token } = await props.params;
  const share = await requestShare(token, { counts: true });
  if (share.state === "missing") notFound();
  if (share.state === "locked") return <PasswordGate token={token} />;
  const report = await readAs(share, (tx, scope) => findReport(tx, scope, share.partnerId, share.reportId));
  if (!report) notFound();
  const [t, app, locale] = [
    await getTranslations("sharing.report"),
    await getTranslations("common.app"),
    await getLocale(),
  ];
  const { organization } = report.parties;
  return (
    <PublicShell name={organization.name || app("name")} locales={availableLocales()} width="document">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex flex-col gap-1">
          <h1 className="font-semibold text-2xl tracking-tight">
            {t("title", { month: formatMonth(report.month, locale), partner: report.partnerName })}
          </h1>
          <p className="text-muted-foreground">
            {report.number} · {t("until")} <BusinessDate date={dateOf(share.expiresAt, organization.timeZone)} />
          </p>
        </div>
        {report.pdfFileId && (
          <Button asChild className="print:hidden">
            <a href={`${sharePath(token)}/pdf`}>{t("pdf")}</a>
          </Button>
        )}
      </header>
      <ReportView report={report} />
    </PublicShell>
  );
}
