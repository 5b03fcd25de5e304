import type { getTranslations } from "next-intl/server";
import type { Column } from "@/components/data-table";
import { Amount, BusinessDate, Count, Period, StatusBadge } from "@/components/figures";
import type { ReportRow } from "@/db/queries/reports";
import { dateOf } from "@/lib/calendar/calendar";

type Words = Awaited<ReturnType<typeof getTranslations<"settlement">>>;

/** The columns of the list of reports; `stale` are the drafts whose books have moved on. */
export function reportColumns(t: Words, stale: ReadonlySet<string>): Column<ReportRow>[] {
  const money = (key: string, header: string, value: (row: ReportRow) => bigint, muted = true): Column<ReportRow> => ({
    key,
    header,
    align: "end",
    muted,
    cell: (row) => <Amount value={value(row)} currency={row.currency} showCurrency={!muted} muted={muted} />,
  });
  return [
    { key: "number", header: t("reports.number"), cell: (row) => row.number },
    { key: "partner", header: t("reports.partner"), cell: (row) => row.partnerName, truncate: true },
    { key: "month", header: t("reports.month"), cell: (row) => <Period month={row.month} style="short" /> },
    {
      key: "state",
      header: t("reports.state"),
      cell: (row) => <StatusBadge status={stale.has(row.id) ? "period.stale" : `period.${row.state}`} />,
    },
    {
      key: "sessions",
      header: t("reports.sessions"),
      align: "end",
      muted: true,
      cell: (row) => <Count value={row.sessions} />,
    },
    money("revenue", t("reports.revenue"), (row) => row.revenue),
    money("share", t("reports.share"), (row) => row.partnerShare),
    money("expenses", t("reports.expenses"), (row) => -row.expenses),
    money("balance", t("reports.balance"), (row) => row.balance, false),
    {
      key: "issued",
      header: t("reports.issued"),
      muted: true,
      cell: (row) =>
        row.issuedAt === null ? (
          t("reports.none")
        ) : (
          <BusinessDate date={dateOf(row.issuedAt, row.parties.organization.timeZone)} />
        ),
    },
    {
      key: "organization",
      header: t("reports.organization"),
      muted: true,
      extra: true,
      truncate: true,
      cell: (row) => row.parties.organization.name,
    },
  ];
}
