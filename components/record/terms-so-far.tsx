import { useLocale, useTranslations } from "next-intl";
import { Amount } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { termArithmetic, type Words } from "@/lib/documents/report-words";
import type { SettledTerm } from "@/lib/settlement/contract-month";

/** Tiers, caps and guarantees as they would be settled if the month ended now, each with its arithmetic; or nothing. */
export function TermsSoFar({ terms }: { terms: readonly (SettledTerm & { currency: string })[] }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const words = t as unknown as Words;
  if (terms.length === 0) return null;
  return (
    <Section title={t("terms.soFar")} description={t("terms.soFarHint")}>
      <ul>
        {terms.map(({ contractId, contract, term, currency, amount, steps }) => (
          <li
            key={`${contractId} ${term}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-b py-2 last:border-b-0"
          >
            <span className="min-w-0">
              <span className="block font-medium">{t(`component.${term}`)}</span>
              <span className="block text-[0.8125rem] text-muted-foreground text-pretty">
                {contract}: {termArithmetic({ steps }, { words, locale, currency }).join("; ")}
              </span>
            </span>
            <Amount value={amount} currency={currency} className="font-semibold" />
          </li>
        ))}
      </ul>
    </Section>
  );
}
