import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PriceExplained } from "@/components/rating-timeline/price-explained";
import { PricedComponents } from "@/components/rating-timeline/priced-components";
import { Section } from "@/components/shell/page";
import { readComponent, type StoredComponent } from "@/db/queries/cdr-writes";
import type { CdrDetail } from "@/db/queries/cdrs";
import type { NamedConfiguration } from "@/db/queries/tariffs";
import { cdrKeyText } from "@/lib/cdrs/cdr-key";
import { toRateable } from "@/lib/cdrs/rateable";
import { readStoredCdr, type StoredCdr } from "@/lib/cdrs/stored-cdr";
import type { RatingStep } from "@/lib/rating/types";
import { WhyPrice } from "./why-price";

/** The price: its components, how they add up, and how each came about over the time of the session. */
export async function Price({
  cdr,
  configurations,
}: {
  cdr: CdrDetail;
  configurations: readonly NamedConfiguration[];
}) {
  const t = await getTranslations("cdrs");
  if (cdr.currency === null || cdr.revenue === null) return null;
  const components = (cdr.components as StoredComponent[]).map(readComponent);
  const trace = (cdr.ratingTrace ?? []) as RatingStep[];
  const session = { from: cdr.startedAt, until: cdr.endedAt };
  return (
    <>
      <Section title={t("price.title")} actions={<Tariff cdr={cdr} />}>
        <PricedComponents
          components={components}
          totals={{ revenue: cdr.revenue, vat: cdr.vat, gross: cdr.gross }}
          currency={cdr.currency}
        />
      </Section>
      <WhyPrice cdr={cdr} configurations={configurations} />
      {trace.length > 0 && (
        <Section title={t("price.how")} description={t("price.howHint")} actions={<TryAnother cdr={cdr} />}>
          <PriceExplained
            trace={trace}
            session={session}
            zone={cdr.locationZone}
            currency={cdr.currency}
            periods={toRateable(readStoredCdr(cdr.content as StoredCdr), cdr.locationZone).periods}
          />
        </Section>
      )}
    </>
  );
}

async function Tariff({ cdr }: { cdr: CdrDetail }) {
  const t = await getTranslations("cdrs");
  if (!cdr.tariffId) return null;
  return (
    <Link className="underline-offset-4 hover:underline" href={`/tariffs/${cdr.tariffId}` as Route}>
      {t("price.tariff", { name: cdr.tariffName ?? "", version: cdr.tariffVersion ?? 1 })}
    </Link>
  );
}

/** The same session priced by another tariff. */
async function TryAnother({ cdr }: { cdr: CdrDetail }) {
  const t = await getTranslations("cdrs");
  if (cdr.kind !== "session") return null;
  const query = new URLSearchParams({ cdr: cdrKeyText(cdr), ...(cdr.tariffId && { tariff: cdr.tariffId }) });
  return (
    <Link className="underline-offset-4 hover:underline" href={`/tariffs/try?${query}` as Route}>
      {t("price.try")}
    </Link>
  );
}
