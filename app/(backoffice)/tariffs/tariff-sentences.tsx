import { useLocale, useTranslations } from "next-intl";
import { formatAmount, formatDuration } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { formatLocale } from "@/lib/i18n/locale";
import { describeTariff, type SentencePart } from "@/lib/tariffs/sentences";
import type { Tariff } from "@/lib/tariffs/tariff";

/** What a tariff says, element by element in the order in which they are asked. */
export function TariffSentences({ tariff }: { tariff: Tariff }) {
  const t = useTranslations("tariffs.sentence");
  const locale = useLocale();
  const { elements, general } = describeTariff(tariff);
  const say = (part: SentencePart) => t(part.key, paramsOf(part, locale) as never);
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col">
        {elements.map(({ element, when, prices }) => (
          <li key={element} className="grid gap-x-6 border-b py-2 last:border-b-0 sm:grid-cols-[16rem_minmax(0,1fr)]">
            <span className="text-muted-foreground">{when.map(say).join(", ")}</span>
            <ul>
              {prices.map((price) => (
                <li key={JSON.stringify(price)}>
                  <span className="font-medium">{price.slice(0, 1).map(say)}</span>
                  {price.length > 1 && (
                    <span className="text-muted-foreground"> · {price.slice(1).map(say).join(" · ")}</span>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {general.length > 0 && <p className="text-muted-foreground">{general.map(say).join(" · ")}</p>}
    </div>
  );
}

/** The parameters as people read them: money, days of the week, durations. */
function paramsOf(part: SentencePart, locale: Locale): Record<string, string> {
  const params: Record<string, string | number> = "params" in part ? part.params : {};
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === "price" || name === "net" || name === "gross") {
      written[name] = formatAmount(String(value), String(params.currency), locale, { precision: "exact" });
    } else if (part.key === "weekday_range") {
      written[name] = weekdayName(Number(value), locale);
    } else if (part.key === "weekdays") {
      written[name] = String(value)
        .split(",")
        .map((day) => weekdayName(Number(day), locale))
        .join(", ");
    } else {
      written[name] =
        part.key.startsWith("duration_") || name === "seconds" ? formatDuration(Number(value)) : String(value);
    }
  }
  return written;
}

/** 1 January 2024 was a Monday. */
function weekdayName(day: number, locale: Locale): string {
  return new Intl.DateTimeFormat(formatLocale(locale), { weekday: "short", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, day),
  );
}
