import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ShareDialog } from "@/components/sharing/share-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { plainForm } from "@/components/ui/plain-form";
import type { ReportDetail } from "@/db/queries/reports";
import { isAllowed, type Role } from "@/lib/access/permissions";
import { formatMoney } from "@/lib/i18n/format";
import { discard, issue, preparePdf, refresh, share } from "./actions";
import { PreparePdf } from "./prepare-pdf";

/** What the viewer may do with a report in its state. */
export function ReportActions({ report, isStale, role }: { report: ReportDetail; isStale: boolean; role: Role }) {
  const fields = { partnerId: report.partnerId, reportId: report.id };
  const isDraft = report.state === "draft";
  return (
    <>
      <Downloads report={report} fields={fields} />
      {isDraft && isAllowed(role, "settlement:draft") && <DraftActions report={report} fields={fields} />}
      {isDraft && !isStale && isAllowed(role, "settlement:issue") && <IssueAction report={report} fields={fields} />}
      {!isDraft && isAllowed(role, "shares:write") && (
        <ShareDialog report={{ id: report.id, number: report.number }} action={share} />
      )}
    </>
  );
}

type Part = { report: ReportDetail; fields: Readonly<Record<string, string>> };

/** The PDF once it is there, and the CSV files. */
function Downloads({ report, fields }: Part) {
  const t = useTranslations("settlement.report");
  const base = `/reports/${report.partnerId}/${report.id}`;
  return (
    <>
      {report.pdfFileId === null ? (
        <PreparePdf action={preparePdf} fields={fields} isExpected={report.state === "issued"} />
      ) : (
        <Button asChild>
          <a href={`${base}/pdf`} download>
            <Download aria-hidden />
            {t("pdf")}
          </a>
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>CSV</Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem asChild>
            <a href={`${base}/csv`} download>
              {t("csvLines")}
            </a>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href={`${base}/csv?of=records`} download>
              {t("csvRecords")}
            </a>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}

function DraftActions({ report, fields }: Part) {
  const t = useTranslations("settlement.report");
  return (
    <>
      <form action={plainForm(refresh)}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit">{t("refresh")}</Button>
      </form>
      <ConfirmDialog
        destructive
        trigger={<Button>{t("discard")}</Button>}
        title={t("discardTitle", { number: report.number })}
        consequences={[t("discardText")]}
        verb={t("discard")}
        action={discard}
        fields={fields}
      />
    </>
  );
}

function IssueAction({ report, fields }: Part) {
  const t = useTranslations("settlement.report");
  const sum = formatMoney(report.balance, report.currency, useLocale());
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t("issue")}</Button>}
      title={t("issueTitle", { number: report.number, sum })}
      consequences={[t("issueText", { partner: report.partnerName }), t("feesText")]}
      verb={t("issue")}
      action={issue}
      fields={fields}
    />
  );
}
