import { useTranslations } from "next-intl";
import { Amount, Count, Energy, Period } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { operatorNet, partnerNet, type Simulation, shareOfMonth } from "@/lib/contracts/simulation";

/** A row per month: what the partner's share is on both sides, and what each is left with after fees. */
export function MonthsTable({ months, currency }: { months: Simulation["months"]; currency: string }) {
  const t = useTranslations("contracts.simulation");
  const amount = (value: bigint, signed = false) => (
    <TableCell align="end">
      <Amount value={value} currency={currency} showCurrency={false} signed={signed} />
    </TableCell>
  );
  return (
    <Table>
      <caption className="sr-only">{t("byMonth")}</caption>
      <TableHeader>
        <TableRow>
          <TableHead>{t("month")}</TableHead>
          <TableHead align="end">{t("sessionCount")}</TableHead>
          <TableHead align="end">{t("energy")}</TableHead>
          <TableHead align="end">{t("columns.revenue", { currency })}</TableHead>
          <TableHead align="end">{t("columns.presentShare")}</TableHead>
          <TableHead align="end">{t("columns.proposedShare")}</TableHead>
          <TableHead align="end">{t("difference")}</TableHead>
          <TableHead align="end">{t("columns.presentPartner")}</TableHead>
          <TableHead align="end">{t("columns.proposedPartner")}</TableHead>
          <TableHead align="end">{t("columns.presentOperator")}</TableHead>
          <TableHead align="end">{t("columns.proposedOperator")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {months.map(({ month, sessions, energyKwh, present, proposed }) => (
          <TableRow key={month}>
            <TableCell>
              <Period month={month} />
            </TableCell>
            <TableCell align="end">
              <Count value={sessions} />
            </TableCell>
            <TableCell align="end">
              <Energy kwh={energyKwh} decimals={0} />
            </TableCell>
            {amount(proposed.revenue)}
            {amount(shareOfMonth(present))}
            {amount(shareOfMonth(proposed))}
            {amount(shareOfMonth(proposed) - shareOfMonth(present), true)}
            {amount(partnerNet(present))}
            {amount(partnerNet(proposed))}
            {amount(operatorNet(present))}
            {amount(operatorNet(proposed))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
