import { Scale } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { ListFrame, type Query } from "@/components/data-table";
import { id, month as monthFilter, oneOf, readFilters } from "@/components/data-table/filters";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { locationOptions } from "@/db/queries/locations";
import { type TariffVersionChoice, tariffVersionChoices } from "@/db/queries/tariff-trials";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { addMonths, monthOf } from "@/lib/calendar/calendar";
import { formatMonth } from "@/lib/i18n/format";
import { versionOptions } from "../choices";
import { UrlSelect } from "../url-select";
import { ComparedSessions, Comparing } from "./compared-sessions";

const SIDES = ["sales", "purchase"] as const;
/** So far back one can look. */
const MONTHS = 13;
const shape = { first: id, second: id, month: monthFilter, site: id, side: oneOf(SIDES) };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trials.compareTariffs"))("title") };
}

/** Two versions of tariffs over a month's real sessions. The sessions are read and priced when the page is asked for. */
export default async function CompareTariffsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("tariffs:read");
  const t = await getTranslations("trials");
  const query = await props.searchParams;
  const asked = await readFilters(shape, query);
  const { versions, sites } = await readAs(viewer, async (tx) => ({
    versions: await tariffVersionChoices(
      tx,
      [asked.first, asked.second].filter((each) => each !== null),
    ),
    sites: await locationOptions(tx),
  }));
  const first = versions.find((each) => each.id === asked.first) ?? null;
  const second = versions.find((each) => each.id === asked.second) ?? null;
  const locale = await getLocale();
  const thisMonth = monthOf(Date.now(), await viewerZone(viewer));
  const month = asked.month ?? addMonths(thisMonth, -1);
  const months = [...new Set([...Array.from({ length: MONTHS }, (_, ago) => addMonths(thisMonth, -ago)), month])];
  const tariffs = [{ value: "", label: t("compareTariffs.choose") }, ...versionOptions(versions, t, locale)];
  const side = asked.side ?? "sales";
  return (
    <Page>
      <PageHeader
        title={t("compareTariffs.title")}
        description={t("compareTariffs.description")}
        breadcrumbs={[
          { label: (await getTranslations("tariffs"))("title"), href: "/tariffs" },
          { label: t("compareTariffs.title") },
        ]}
        actions={
          first && (
            <Button asChild>
              <Link href={`/tariffs/try?version=${first.id}` as Route}>{t("pageTitle")}</Link>
            </Button>
          )
        }
      />
      <ListFrame>
        <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(0,2.5fr)_minmax(0,3fr)_minmax(0,4.5fr)]">
          <UrlSelect param="first" label={t("compareTariffs.filters.first")} value="" options={tariffs} />
          <UrlSelect param="second" label={t("compareTariffs.filters.second")} value="" options={tariffs} />
          <UrlSelect
            param="month"
            label={t("compareTariffs.filters.month")}
            value={month}
            options={months.map((each) => ({ value: each, label: formatMonth(each, locale) }))}
          />
          <UrlSelect
            param="site"
            label={t("compareTariffs.filters.sessions")}
            value=""
            options={[
              { value: "", label: t("compareTariffs.ofTariff") },
              ...sites.map((site) => ({ value: site.id, label: `${site.name}, ${site.city}` })),
            ]}
          />
          <UrlSelect
            param="side"
            label={t("compareTariffs.filters.side")}
            value={side}
            options={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
          />
        </div>
      </ListFrame>
      {first && second ? (
        <Comparable first={first} second={second} side={side}>
          <Suspense key={JSON.stringify(asked)} fallback={<Comparing />}>
            <ComparedSessions
              viewer={viewer}
              first={first}
              second={second}
              side={side}
              month={month}
              site={sites.find((site) => site.id === asked.site) ?? null}
            />
          </Suspense>
        </Comparable>
      ) : (
        <Empty icon={Scale} title={t("compareTariffs.chooseTwo")}>
          {t("compareTariffs.chooseText")}
        </Empty>
      )}
    </Page>
  );
}

/** Two tariffs of one currency that both have the cost in question; otherwise what is in the way. */
async function Comparable({
  first,
  second,
  side,
  children,
}: {
  first: TariffVersionChoice;
  second: TariffVersionChoice;
  side: (typeof SIDES)[number];
  children: ReactNode;
}) {
  const t = await getTranslations("trials.compareTariffs");
  const has = (version: TariffVersionChoice) => (side === "sales" ? version.hasSales : version.hasPurchase);
  if (first.id === second.id) return <Alert>{t("same")}</Alert>;
  if (first.currency !== second.currency) {
    return <Alert tone="warning">{t("currencies", { first: first.name, second: second.name })}</Alert>;
  }
  if (!has(first) || !has(second)) return <Alert tone="warning">{t("noSide")}</Alert>;
  return children;
}
