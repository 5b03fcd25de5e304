import { BadgePercent, Scale } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ListFrame, type Query, StatusTabs } from "@/components/data-table";
import { id, oneOf, readFilters, text } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { TimeZoneList } from "@/components/ui/time-zone-list";
import { tariffObject, tariffVersionChoices } from "@/db/queries/tariff-trials";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { parseTariff, type Tariff } from "@/lib/tariffs/tariff";
import { readTrial, sessionOfTrial, type Trial } from "@/lib/tariffs/trial-session";
import { trySession } from "@/lib/tariffs/try-tariff";
import { chosenVersion, versionOptions } from "../choices";
import { TryResult } from "../try-result";
import { UrlSelect } from "../url-select";
import { Dimmed } from "./dimmed";
import { RealPrice, RealSessions } from "./real-sessions";
import { TryForm } from "./try-form";

const SIDES = ["sales", "purchase"] as const;
const shape = { version: id, tariff: id, side: oneOf(SIDES), kind: oneOf(["session"]), cdr: text, find: text };

/** Another version may have other costs. */
const OTHER_CHOICES = ["tariff", "side"];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trials"))("pageTitle") };
}

/** A session, made up or real, priced by one version of a tariff and drawn over time. */
export default async function TryPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("tariffs:read");
  const t = await getTranslations("trials");
  const locale = await getLocale();
  const query = await props.searchParams;
  const asked = await readFilters(shape, query);
  const zone = await viewerZone(viewer);
  const today = dateOf(Date.now(), zone);
  const { versions, version, side, tariff } = await readAs(viewer, async (tx) => {
    const versions = await tariffVersionChoices(tx, asked.version ? [asked.version] : []);
    const version = chosenVersion(versions, asked, today);
    const sides = version ? SIDES.filter((each) => (each === "sales" ? version.hasSales : version.hasPurchase)) : [];
    const side = sides.find((each) => each === asked.side) ?? sides[0] ?? "sales";
    return { versions, version, side, tariff: version && savedTariff(await tariffObject(tx, version.id, side)) };
  });
  const header = (
    <PageHeader
      title={t("pageTitle")}
      description={t("description")}
      breadcrumbs={[
        { label: (await getTranslations("tariffs"))("title"), href: "/tariffs" },
        ...(version ? [{ label: version.name, href: `/tariffs/${version.tariffId}` as const }] : []),
        { label: t("pageTitle") },
      ]}
      actions={
        version && (
          <Button asChild>
            <Link href={`/tariffs/compare?first=${version.id}` as Route}>
              <Scale aria-hidden />
              {t("compare")}
            </Link>
          </Button>
        )
      }
    />
  );
  if (!version || !tariff) {
    return (
      <Page>
        {header}
        <Empty icon={BadgePercent} title={t("empty.title")}>
          {t("empty.text")}
        </Empty>
      </Page>
    );
  }
  const sides = SIDES.filter((each) => (each === "sales" ? version.hasSales : version.hasPurchase));
  const isReal = asked.kind === "session" || asked.cdr !== null;
  const trial = readTrial(query, { ...SOME_SESSION, start: `${today}T10:00`, zone });
  return (
    <Page>
      <ClientMessages areas={["trials"]}>
        {header}
        <ListFrame>
          <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
            <div className="flex min-w-0 flex-col gap-5">
              <UrlSelect
                param="version"
                label={t("fields.tariff")}
                value={version.id}
                options={versionOptions(versions, t, locale)}
                also={OTHER_CHOICES}
              />
              {sides.length > 1 && (
                <UrlSelect
                  param="side"
                  label={t("fields.side")}
                  value={side}
                  options={sides.map((each) => ({ value: each, label: t(`sides.${each}`) }))}
                />
              )}
              <StatusTabs
                param="kind"
                query={{ ...query, cdr: undefined, kind: isReal ? "session" : undefined }}
                tabs={[
                  { value: null, label: t("kinds.sliders") },
                  { value: "session", label: t("kinds.session") },
                ]}
              />
              {isReal ? (
                <RealSessions viewer={viewer} tariffId={version.tariffId} query={query} find={asked.find} />
              ) : (
                <TryForm trial={trial} />
              )}
              <TimeZoneList />
            </div>
            <Dimmed>
              {asked.cdr ? (
                <RealPrice viewer={viewer} cdr={asked.cdr} tariff={tariff} />
              ) : isReal ? (
                <Alert>{t("real.choose")}</Alert>
              ) : (
                <TryResult {...trySession(sessionOfTrial(trial), tariff)} />
              )}
            </Dimmed>
          </div>
        </ListFrame>
      </ClientMessages>
    </Page>
  );
}

const SOME_SESSION: Omit<Trial, "start" | "zone"> = {
  energyKwh: "20",
  minutes: "60",
  parkingMinutes: "30",
  peakKw: "0",
  current: "AC",
};

/** A stored tariff was validated when it was saved; null where this side has none. */
function savedTariff(json: unknown): Tariff | null {
  const parsed = parseTariff(json);
  return parsed.ok ? parsed.tariff : null;
}
