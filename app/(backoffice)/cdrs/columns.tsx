import type { getTranslations } from "next-intl/server";
import type { Column } from "@/components/data-table";
import { Amount, DateTime, Duration, Energy } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import type { CdrListRow, SettlementState } from "@/db/queries/cdrs";

export type CdrWords = Awaited<ReturnType<typeof getTranslations<"cdrs">>>;

/** Recorded is how it should be; what is missing for the others is somebody's work. */
const TONES: Record<SettlementState, "success" | "neutral" | "warning" | "danger"> = {
  recorded: "success",
  own_station: "neutral",
  non_rated: "danger",
  no_owner: "warning",
  no_contract: "warning",
  no_rate: "warning",
};

/** What became of a CDR on the crediting side, in a word. */
export function SettlementBadge({ t, settlement }: { t: CdrWords; settlement: SettlementState }) {
  return <Badge tone={TONES[settlement]}>{t(`settlement.${settlement}`)}</Badge>;
}

/** The columns of the list of CDRs; an end on other clocks than those of `zone` names them. */
export function columnsOf(t: CdrWords, zone: string): Column<CdrListRow>[] {
  return [
    { key: "cdr", header: t("fields.cdrId"), truncate: true, cell: (row) => <Identity t={t} row={row} /> },
    {
      key: "ended",
      header: t("fields.end"),
      cell: (row) => <DateTime at={row.endedAt} zone={row.zone} showZone={row.zone !== zone} />,
    },
    {
      key: "duration",
      header: t("fields.duration"),
      align: "end",
      extra: true,
      cell: (row) => <Duration seconds={(row.endedAt - row.startedAt) / 1000} />,
    },
    { key: "energy", header: t("fields.energy"), align: "end", cell: (row) => <Energy kwh={row.energyKwh} /> },
    {
      key: "revenue",
      header: t("fields.revenue"),
      align: "end",
      cell: (row) => <Price row={row} amount={row.revenue} />,
    },
    {
      key: "settlement",
      header: t("fields.settlement"),
      cell: (row) => (
        <span className="flex items-center gap-2">
          <SettlementBadge t={t} settlement={row.settlement} />
          {row.nonRatedReason && (
            <span className="text-muted-foreground">{t(`nonRated.${row.nonRatedReason as "no_tariff"}`)}</span>
          )}
        </span>
      ),
    },
    { key: "site", header: t("fields.site"), truncate: true, cell: (row) => row.locationName },
    {
      key: "evse",
      header: t("fields.evse"),
      extra: true,
      cell: (row) => (
        <>
          {row.evseUid}{" "}
          <span className="text-muted-foreground">
            · {row.connectorId} · {row.current}
          </span>
        </>
      ),
    },
    { key: "payer", header: t("fields.payer"), cell: (row) => row.payerName ?? t(`payers.${row.payer}`) },
    { key: "owner", header: t("fields.owner"), truncate: true, cell: (row) => row.ownerName },
    {
      key: "gross",
      header: t("fields.gross"),
      align: "end",
      extra: true,
      muted: true,
      cell: (row) => <Price row={row} amount={row.gross} />,
    },
    { key: "token", header: t("fields.token"), muted: true, truncate: true, extra: true, cell: (row) => row.tokenUid },
    { key: "source", header: t("fields.source"), muted: true, extra: true, cell: (row) => row.sourceName },
  ];
}

function Identity({ t, row }: { t: CdrWords; row: CdrListRow }) {
  return (
    <span className="flex max-w-56 items-center gap-2">
      <span className="truncate">{row.cdrId}</span>
      {row.kind !== "session" && <Badge tone="info">{t(`kinds.${row.kind}`)}</Badge>}
      {row.flags.includes("zero_energy") && <Badge tone="outline">{t("flags.zero_energy")}</Badge>}
    </span>
  );
}

function Price({ row, amount }: { row: CdrListRow; amount: bigint | null }) {
  if (amount === null || row.currency === null) return <span className="text-muted-foreground">–</span>;
  return <Amount value={amount} currency={row.currency} />;
}
