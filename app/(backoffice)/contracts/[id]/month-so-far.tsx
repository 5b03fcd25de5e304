import { useTranslations } from "next-intl";
import { TotalsStrip } from "@/components/data-table";
import { Period } from "@/components/figures";
import { Section } from "@/components/shell/page";
import type { ContractSums } from "@/db/queries/contract-pages";
import type { Month } from "@/lib/calendar/calendar";

/** What this month brought so far, and as many days of the month before. */
export function ContractMonth({
  now,
  before,
  month,
  currency,
}: {
  now: ContractSums;
  before: ContractSums;
  month: Month;
  currency: string;
}) {
  const t = useTranslations("contracts.month");
  const figures = [
    { label: t("revenue"), value: now.revenue },
    { label: t("partnerShare"), value: now.partnerShare },
    ...(now.collectedShare === null ? [] : [{ label: t("collected"), value: now.collectedShare }]),
    { label: t("before"), value: before.partnerShare, muted: true },
  ];
  return (
    <Section title={t.rich("title", { month: () => <Period key="month" month={month} /> })}>
      <TotalsStrip totals={[{ currency, figures }]}>{t("sessions", { count: now.records })}</TotalsStrip>
    </Section>
  );
}
