import { useTranslations } from "next-intl";
import { Amount, Count, Percent, Period } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Sums } from "@/db/queries/overview";
import { addMonths, type Month } from "@/lib/calendar/calendar";
import { changeBasisPoints } from "@/lib/records/month-so-far";

type OfCurrency = Sums & { currency: string };

/** This month so far against the same days of the month before, and what the partner owes now. */
export function PartnerMonth({
  now,
  before,
  expenses,
  month,
}: {
  now: readonly OfCurrency[];
  before: readonly OfCurrency[];
  expenses: readonly { currency: string; amount: bigint }[];
  month: Month;
}) {
  const t = useTranslations("companies.partner");
  const currencies = [...new Set([...now, ...before].map((row) => row.currency))];
  const title = t.rich("month", { month: () => <Period key="month" month={month} /> });
  if (currencies.length === 0) {
    return (
      <Section title={title}>
        <p className="text-muted-foreground">{t("quiet")}</p>
      </Section>
    );
  }
  return (
    <Section title={title} description={t("monthHint")}>
      {currencies.map((currency) => (
        <MonthTable
          key={currency}
          currency={currency}
          month={month}
          now={now.find((row) => row.currency === currency)}
          before={before.find((row) => row.currency === currency)}
          owed={expenses.find((row) => row.currency === currency)?.amount ?? 0n}
        />
      ))}
    </Section>
  );
}

const FIGURES = ["revenue", "operatorShare", "partnerShare", "collectedShare"] as const;

function MonthTable({
  currency,
  month,
  now,
  before,
  owed,
}: {
  currency: string;
  month: Month;
  now: Sums | undefined;
  before: Sums | undefined;
  owed: bigint;
}) {
  const t = useTranslations("companies.partner");
  const change = changeBasisPoints(now?.partnerShare ?? 0n, before?.partnerShare ?? 0n);
  const row = (label: React.ReactNode, sums: Sums | undefined) => (
    <TableRow>
      <TableCell>{label}</TableCell>
      <TableCell align="end">
        <Count value={sums?.records ?? 0} />
      </TableCell>
      {FIGURES.map((figure) => (
        <TableCell key={figure} align="end" className={figure === "partnerShare" ? "font-semibold" : undefined}>
          <Amount value={sums?.[figure] ?? 0n} currency={currency} />
        </TableCell>
      ))}
    </TableRow>
  );
  return (
    <div className="flex flex-col gap-2">
      <Table>
        <caption className="sr-only">{t("monthOf", { currency })}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{t("days")}</TableHead>
            <TableHead align="end">{t("sessions")}</TableHead>
            {FIGURES.map((figure) => (
              <TableHead key={figure} align="end">
                {t(`figures.${figure}`)}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {row(<Period month={month} />, now)}
          {row(t.rich("sameDays", { month: () => <Period key="month" month={addMonths(month, -1)} /> }), before)}
        </TableBody>
      </Table>
      <p className="text-[0.8125rem] text-muted-foreground">
        {change !== null &&
          t.rich(change < 0 ? "less" : "more", {
            change: () => <Percent key="change" basisPoints={Math.abs(change)} />,
          })}{" "}
        {t.rich("owed", { amount: () => <Amount key="amount" value={owed} currency={currency} /> })}
      </p>
    </div>
  );
}
