import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, DateTime, StatusBadge } from "@/components/figures";
import type { FormAction } from "@/components/ui/form-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MovementKind } from "@/lib/balances/movement";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { MarkPaidButton, TakeBackButton } from "./top-up-deeds";

/** A movement as `listMovements` gives it. */
export type MovementRow = {
  id: string;
  kind: MovementKind;
  amount: bigint;
  occurredAt: Instant;
  sourceId: string | null;
  cdrId: string | null;
  reference: string | null;
  account: string | null;
  paidOn: IsoDate | null;
  reason: string | null;
  isPaid: boolean;
  isTakenBack: boolean;
};

/** What the viewer may do with a top-up; null: only look. */
export type TopUpDeeds = { markPaid: FormAction; takeBack: FormAction; today: string } | null;

/** The movements of a balance, the latest first. */
export function MovementTable({
  rows,
  partnerId,
  currency,
  zone,
  deeds,
}: {
  rows: readonly MovementRow[];
  partnerId: string;
  currency: string;
  zone: string;
  deeds: TopUpDeeds;
}) {
  const t = useTranslations("balances");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("fields.date")}</TableHead>
          <TableHead>{t("fields.movement")}</TableHead>
          <TableHead>{t("fields.reference")}</TableHead>
          <TableHead align="end">{t("fields.amount")}</TableHead>
          <TableHead>
            <span className="sr-only">{t("fields.deeds")}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell>
              <DateTime at={row.occurredAt} zone={zone} />
            </TableCell>
            <TableCell>
              <Story row={row} />
            </TableCell>
            <TableCell className="text-muted-foreground">{row.reference}</TableCell>
            <TableCell align="end">
              {row.kind === "paid" ? null : <Amount value={row.amount} currency={currency} />}
            </TableCell>
            <TableCell align="end">
              {deeds && row.kind === "top_up" && !row.isTakenBack && (
                <span className="inline-flex gap-1">
                  {!row.isPaid && (
                    <MarkPaidButton partnerId={partnerId} topUp={row} currency={currency} deeds={deeds} />
                  )}
                  <TakeBackButton partnerId={partnerId} topUp={row} currency={currency} deeds={deeds} />
                </span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Story({ row }: { row: MovementRow }) {
  const t = useTranslations("balances.story");
  if (row.kind === "session") {
    const words = t(row.amount < 0n ? "session" : "sessionBack", { cdr: row.cdrId! });
    return (
      <Link className="hover:underline" href={`/cdrs/${row.sourceId}/${encodeURIComponent(row.cdrId!)}` as Route}>
        {words}
      </Link>
    );
  }
  if (row.kind === "paid") return t("paid", { date: row.paidOn! });
  if (row.kind === "taken_back") return t("takenBack", { reason: row.reason ?? "" });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {row.account ? t("topUpFor", { account: row.account }) : t("topUp")}
      {row.isPaid && <StatusBadge status="topUp.paid" />}
      {row.isTakenBack && <StatusBadge status="topUp.takenBack" />}
    </span>
  );
}
