import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/shell/page";
import { RecordWaterfall } from "@/components/waterfall/record-waterfall";
import type { IsoDate } from "@/lib/calendar/calendar";
import { workedExamples } from "@/lib/contracts/example-sessions";
import type { ContractTerms } from "@/lib/contracts/terms";
import { formatEnergy, formatMoney } from "@/lib/i18n/format";

/** The contract at work: an AC and a DC session from what the driver paid to what the partner gets. */
export function ContractExamples({
  terms,
  version,
  currency,
  partner,
  today,
}: {
  terms: ContractTerms;
  version: number;
  currency: string;
  partner: string;
  today: IsoDate;
}) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  const examples = workedExamples(terms, version, today);
  if (examples.length === 0) return <p className="text-muted-foreground">{t("detail.noExample")}</p>;
  return (
    <div className="flex flex-col gap-8">
      {examples.map(({ powerType, energyKwh, pricePerKwh, split }) => (
        <Section
          key={powerType}
          title={t("detail.example", { powerType })}
          description={t("detail.exampleOf", {
            energy: formatEnergy(energyKwh, locale, 0),
            price: formatMoney(pricePerKwh, currency, locale),
          })}
        >
          <RecordWaterfall steps={split.steps} currency={currency} partner={partner} />
        </Section>
      ))}
    </div>
  );
}
