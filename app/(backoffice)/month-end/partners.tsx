import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Column, DataTable, hrefWith, ListFrame, ListLink, type Query, StatusTabs } from "@/components/data-table";
import { Amount, Count, StatusBadge } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { CloseFigures, CloseRow, CloseState } from "@/lib/settlement/preview-close.server";
import { useReason } from "./reason";
import { countStates } from "./sums";

const SHOWN = 50;
const STATES = ["open", "draft", "stale", "issued"] as const;

/** One line per partner, organization and currency: what its report states, or would state now. */
export function Partners({
  rows,
  query,
  state,
  all,
}: {
  rows: readonly CloseRow[];
  query: Query;
  state: CloseState | null;
  all: boolean;
}) {
  const t = useTranslations("settlement");
  const counts = countStates(rows);
  const matching = state === null ? rows : rows.filter((row) => row.state === state);
  const shown = all ? matching : matching.slice(0, SHOWN);
  const tabs = STATES.map((value) => ({ value, label: t(`states.${value}`), count: counts[value] }));
  return (
    <Section title={t("partners.title")}>
      <ListFrame>
        <StatusTabs
          param="state"
          query={query}
          tabs={[{ value: null, label: t("reports.all"), count: rows.length }, ...tabs]}
        />
        <DataTable
          name="month-end"
          caption={t("partners.title")}
          columns={useColumns()}
          rows={shown}
          rowKey={({ key }) => `${key.partnerId} ${key.organizationId} ${key.currency}`}
          rowHref={hrefOf}
          filtered={state !== null}
          empty={
            <Empty
              title={t("partners.empty")}
              action={
                <Button asChild>
                  <Link href={"/contracts" as Route}>{t("partners.contracts")}</Link>
                </Button>
              }
            >
              {t("partners.emptyText")}
            </Empty>
          }
        />
        {shown.length < matching.length && (
          <p className="flex gap-3 text-[0.8125rem] text-muted-foreground">
            {t("partners.rows", { shown: shown.length, all: matching.length })}
            <ListLink
              href={hrefWith(query, { all: "yes" })}
              className="font-medium text-primary underline-offset-4 hover:underline"
            >
              {t("partners.more", { all: matching.length })}
            </ListLink>
          </p>
        )}
      </ListFrame>
    </Section>
  );
}

function useColumns(): Column<CloseRow>[] {
  const t = useTranslations("settlement.partners");
  const money = (key: string, header: string, value: (figures: CloseFigures) => bigint, muted = false) => ({
    key,
    header,
    align: "end" as const,
    muted,
    cell: ({ figures, key: { currency } }: CloseRow) =>
      figures && <Amount value={value(figures)} currency={currency} showCurrency={key === "payable"} muted={muted} />,
  });
  return [
    { key: "partner", header: t("partner"), cell: (row) => row.partnerName },
    {
      key: "organization",
      header: t("organization"),
      cell: (row) => row.organizationName,
      muted: true,
      truncate: true,
    },
    {
      key: "sessions",
      header: t("sessions"),
      align: "end",
      muted: true,
      cell: ({ figures }) => figures && <Count value={figures.sessions} />,
    },
    money("revenue", t("revenue"), (figures) => figures.revenue, true),
    money("share", t("share"), (figures) => figures.partnerShare),
    money("fees", t("fees"), (figures) => -figures.expenses, true),
    money("carried", t("carried"), (figures) => figures.carriedIn, true),
    money("payable", t("payable"), (figures) => figures.balance),
    { key: "state", header: t("state"), cell: (row) => <State row={row} /> },
  ];
}

/** Its report, or while there is none the partner. */
function hrefOf({ report, key }: CloseRow): string {
  return report ? `/reports/${key.partnerId}/${report.id}` : `/companies/${key.partnerId}`;
}

function State({ row }: { row: CloseRow }) {
  const t = useTranslations("settlement.states");
  const reason = useReason();
  if (row.problem)
    return <StatusBadge status="report.parked">{reason(row.problem.reason, row.problem.params)}</StatusBadge>;
  return <StatusBadge status={`period.${row.state}`}>{t(row.state)}</StatusBadge>;
}
