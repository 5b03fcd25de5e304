import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, DateTime, Energy } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { SessionToCompare } from "@/db/queries/tariff-trials";
import { cdrHref, cdrKeyText } from "@/lib/cdrs/cdr-key";
import type { Compared } from "@/lib/tariffs/compare-tariffs";

/** The sessions whose price would change most; each leads to its CDR. */
export function Extremes({
  sessions,
  currency,
  none,
}: {
  sessions: readonly Compared<SessionToCompare>[];
  currency: string;
  none: string;
}) {
  const t = useTranslations("trials.compareTariffs");
  if (sessions.length === 0) return <p className="text-muted-foreground">{none}</p>;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("session")}</TableHead>
          <TableHead align="end">A</TableHead>
          <TableHead align="end">B</TableHead>
          <TableHead align="end">{t("change")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sessions.map(({ session, first, second }) => (
          <TableRow key={cdrKeyText(session)}>
            <TableCell>
              <Link href={cdrHref(session) as Route} className="font-medium underline-offset-4 hover:underline">
                {session.cdrId}
              </Link>
              <span className="block text-[0.8125rem] text-muted-foreground">
                <DateTime at={session.startAt} zone={session.timeZone} /> · {session.locationName} ·{" "}
                <Energy kwh={session.energyKwh} />
              </span>
            </TableCell>
            <TableCell align="end">
              <Amount value={first} currency={currency} showCurrency={false} />
            </TableCell>
            <TableCell align="end">
              <Amount value={second} currency={currency} showCurrency={false} />
            </TableCell>
            <TableCell align="end">
              <Amount value={second - first} currency={currency} signed />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
