import { useTranslations } from "next-intl";
import { Amount, Count, Energy } from "@/components/figures";
import type { Stake } from "@/db/queries/tariff-coverage";

/** What all rows add up to: sessions and energy without a price, and per currency the revenue nobody is paid for. */
export function StakeLine({ stake, count, listed }: { stake: Stake; count: number; listed: number }) {
  const t = useTranslations("tariffs.coverage");
  return (
    <div className="flex flex-col gap-2">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Figure label={t("sessions")}>
          <Count value={stake.sessions} />
        </Figure>
        <Figure label={t("energy")}>
          <Energy kwh={stake.energyKwh} />
        </Figure>
        {stake.revenue.map(({ currency, amount }) => (
          <Figure key={currency} label={t("revenueIn", { currency })}>
            <Amount value={amount} currency={currency} />
          </Figure>
        ))}
      </dl>
      {listed < count && <p className="text-muted-foreground text-xs">{t("first", { listed, count })}</p>}
    </div>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="sm:min-w-36">
      <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
      <dd className="font-semibold text-xl leading-7 tracking-tight">{children}</dd>
    </div>
  );
}

/** The columns that every list of gaps ends with. */
export function useStakeColumns<Row extends Stake>() {
  const t = useTranslations("tariffs.coverage");
  return [
    {
      key: "sessions",
      header: t("sessions"),
      align: "end" as const,
      cell: (row: Row) => <Count value={row.sessions} />,
    },
    {
      key: "energy",
      header: t("energy"),
      align: "end" as const,
      cell: (row: Row) => <Energy kwh={row.energyKwh} />,
    },
    {
      key: "revenue",
      header: t("revenue"),
      align: "end" as const,
      cell: (row: Row) =>
        row.revenue.map(({ currency, amount }) => <Amount key={currency} value={amount} currency={currency} />),
    },
  ];
}
