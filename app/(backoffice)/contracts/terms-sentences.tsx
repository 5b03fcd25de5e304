import { useLocale, useTranslations } from "next-intl";
import { type Sentence, sentencesOf } from "@/lib/contracts/sentences";
import type { ContractTerms } from "@/lib/contracts/terms";
import { formatDate, formatEnergy, formatList, formatMoney, formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";

type Words = {
  currency: string;
  /** Names of further recipients by id. */
  partnerNames: ReadonlyMap<string, string>;
};

/** What the partner gets, as sentences in the order in which the terms act. */
export function TermsSentences({ terms, ...words }: Words & { terms: ContractTerms }) {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4">
      {sentencesOf(terms).map((sentence) => (
        <li key={JSON.stringify(sentence)}>
          <SentenceText sentence={sentence} {...words} />
        </li>
      ))}
    </ul>
  );
}

/** One sentence in the reader's language. */
export function SentenceText({ sentence, currency, partnerNames }: Words & { sentence: Sentence }) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  const component = (code: string) => t(`components.${code}` as "components.energy");
  const params = wordsOf(sentence.params, { locale, currency, component, partnerNames });
  return t(`sentences.${sentence.key}`, params as never);
}

type Language = Words & { locale: Locale; component: (code: string) => string };

/** The parameters as people read them, each by what its name says it is. */
function wordsOf(params: Sentence["params"], language: Language): Record<string, string> {
  const { locale, currency, component, partnerNames } = language;
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) written[name] = formatList(value.map(component), locale);
    else if (/basisPoints$/i.test(name)) written[name] = formatPercent(Number(value), locale);
    else if (/amount$|rate/i.test(name)) {
      written[name] = formatMoney(String(value), currency, locale, { precision: "exact" });
    } else if (name === "energyKwh") written[name] = formatEnergy(String(value), locale, 0);
    else if (name === "from") written[name] = formatDate(String(value), locale);
    else written[name] = partnerNames.get(String(value)) ?? String(value);
  }
  return written;
}
