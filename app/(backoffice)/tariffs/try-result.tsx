import { useTranslations } from "next-intl";
import { Headline } from "@/components/figures";
import { PriceExplained } from "@/components/rating-timeline/price-explained";
import { PricedComponents } from "@/components/rating-timeline/priced-components";
import { Alert } from "@/components/ui/alert";
import type { TriedSession } from "@/lib/tariffs/try-tariff";

/** What a session would cost: the sum, its components, and the session drawn over time; or why it has no price. */
export function TryResult({ session, result }: TriedSession) {
  const t = useTranslations("trials");
  if (result.kind === "non_rated") return <Alert tone="warning">{t(`nonRated.${result.reason}`)}</Alert>;
  const { currency, components, revenue, vat, gross, trace } = result;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div aria-live="polite" className="flex flex-wrap gap-x-10 gap-y-2">
        <Headline label={t("result.revenue")} value={revenue} currency={currency} />
        {gross !== null && <Headline label={t("result.gross")} value={gross} currency={currency} />}
      </div>
      {trace.length > 0 && (
        <PriceExplained
          trace={trace}
          session={{ from: session.startAt, until: session.endAt }}
          zone={session.timeZone}
          currency={currency}
          periods={session.periods}
        />
      )}
      {components.length > 0 && (
        <PricedComponents components={components} totals={{ revenue, vat, gross }} currency={currency} />
      )}
      {components.length === 0 && <p className="text-muted-foreground">{t("result.nothing")}</p>}
    </div>
  );
}
