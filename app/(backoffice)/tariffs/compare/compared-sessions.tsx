import { Scale } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Empty } from "@/components/ui/empty";
import { type TariffVersionChoice, tariffObject } from "@/db/queries/tariff-trials";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import type { Month } from "@/lib/calendar/calendar";
import { formatMonth } from "@/lib/i18n/format";
import type { NonRatedReason } from "@/lib/rating/types";
import { compareSessions, MOST_COMPARED, type SessionComparison } from "@/lib/tariffs/compare-sessions.server";
import { parseTariff, type Tariff } from "@/lib/tariffs/tariff";
import { Bands, Shares } from "./changes";
import { Extremes } from "./extremes";
import { SumsTable } from "./sums-table";

type Props = {
  viewer: Viewer;
  first: TariffVersionChoice;
  second: TariffVersionChoice;
  side: "sales" | "purchase";
  month: Month;
  site: { id: string; name: string } | null;
};

/** Prices the month's sessions by both tariffs; comes after the rest of the page, once all are priced. */
export async function ComparedSessions({ viewer, first, second, side, month, site }: Props) {
  const t = await getTranslations("trials.compareTariffs");
  const comparison = await readAs(viewer, async (tx) => {
    const tariffs = {
      first: storedTariff(await tariffObject(tx, first.id, side)),
      second: storedTariff(await tariffObject(tx, second.id, side)),
    };
    return compareSessions(tx, { month, locationId: site?.id ?? null, tariffId: first.tariffId }, tariffs);
  });
  const words = formatMonth(month, await getLocale());
  if (comparison.counted + comparison.left === 0) {
    return (
      <Empty icon={Scale} title={t("none")}>
        {t(site ? "noneSite" : "noneText", { month: words })}
      </Empty>
    );
  }
  const { currency } = first;
  const where = site ? t("whereSite", { name: site.name }) : t("whereTariff", { name: first.name });
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <p>{t("counted", { count: comparison.counted, month: words, where })}</p>
        {comparison.cut && <Alert>{t("cut", { most: MOST_COMPARED })}</Alert>}
        <Left comparison={comparison} />
      </div>
      <SumsTable comparison={comparison} first={first} second={second} />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-2">
        <Shares comparison={comparison} />
        <Bands comparison={comparison} />
      </div>
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-2">
        <Section title={t("rises")}>
          <Extremes sessions={comparison.rises} currency={currency} none={t("noRises")} />
        </Section>
        <Section title={t("falls")}>
          <Extremes sessions={comparison.falls} currency={currency} none={t("noFalls")} />
        </Section>
      </div>
    </div>
  );
}

/** A stored tariff was validated when it was saved; one that is not valid now is a bug. */
function storedTariff(json: unknown): Tariff {
  const parsed = parseTariff(json);
  if (!parsed.ok) throw new Error(`a stored tariff is not valid: ${JSON.stringify(parsed.problems)}`);
  return parsed.tariff;
}

/** How many sessions are in no sum, and why. */
async function Left({ comparison: { left, notRated } }: { comparison: SessionComparison }) {
  const t = await getTranslations("trials");
  if (left === 0) return null;
  const reasonsOf = (tariff: "A" | "B", reasons: ReadonlyMap<NonRatedReason, number>) =>
    [...reasons].map(([reason, count]) => (
      <li key={`${tariff} ${reason}`}>
        {t("compareTariffs.leftReason", { tariff, count, reason: t(`nonRated.${reason}`) })}
      </li>
    ));
  return (
    <Alert tone="warning" title={t("compareTariffs.left", { count: left })}>
      <ul>
        {reasonsOf("A", notRated.first)}
        {reasonsOf("B", notRated.second)}
      </ul>
    </Alert>
  );
}

/** While the sessions are priced. */
export async function Comparing() {
  const t = await getTranslations("common.states");
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="text-muted-foreground">{t("loading")}</span>
      {[1, 2, 3, 4, 5].map((row) => (
        <span key={row} aria-hidden className="h-9 animate-pulse rounded-sm bg-muted" />
      ))}
    </div>
  );
}
