import type { Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { Query } from "@/components/data-table";
import { oneOf, readFilters, text } from "@/components/data-table/filters";
import { Count } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { type CdrSums, sumCdrs } from "@/db/queries/cdrs";
import { countBeingReleased, pageOfImportRows, waitingEvses } from "@/db/queries/import-rows";
import { countImportRows, type ImportDetail } from "@/db/queries/imports";
import { ROW_OUTCOMES } from "@/db/schema";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import type { Locale } from "@/lib/i18n/locale";
import { COUNTRIES } from "@/lib/input/countries";
import { guessCurrent } from "@/lib/locations/location-input";
import { SettlementBadge } from "../../cdrs/columns";
import { countBySettlement } from "../../cdrs/totals";
import { ROW_CODES } from "../finding-words";
import { type CountLinks, CountsEquation } from "../import-counts";
import { ListedRows } from "./listed-rows";
import { Reasons } from "./reasons";
import { type Country, UnknownEvses } from "./unknown-evses";

const shape = { outcome: oneOf(ROW_OUTCOMES), code: oneOf(ROW_CODES) };
const place = { after: text, before: text };
const LIMIT = 50;

/** What became of the file: its counts, the reasons, the EVSEs to create, every row that was not simply imported. */
export async function Result({
  viewer,
  found,
  query,
  place: defaults,
}: {
  viewer: Viewer;
  found: ImportDetail;
  query: Query;
  place: { country: string; timeZone: string };
}) {
  const t = await getTranslations("imports");
  const filters = await readFilters(shape, query);
  const { after, before } = await readFilters(place, query);
  const { sums, reasons, waiting, beingReleased, page } = await readAs(viewer, async (tx) => ({
    sums: await sumCdrs(tx, { importId: found.id }),
    reasons: await countImportRows(tx, found.id),
    waiting: await waitingEvses(tx, found.id),
    beingReleased: await countBeingReleased(tx, found.id),
    page: await pageOfImportRows(tx, found.id, filters, { after, before, limit: LIMIT }),
  }));
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <CountsEquation counts={found} links={linksOf(found.id)} />
        <Settlements importId={found.id} sums={sums} />
      </div>
      {beingReleased > 0 && (
        <Alert>
          <KeepFresh />
          {t("unknown.releasing", { count: beingReleased })}
        </Alert>
      )}
      {waiting.length > 0 && (
        <Section
          title={t("unknown.title", { count: waiting.length })}
          description={t("unknown.rows", { count: waiting.reduce((sum, evse) => sum + evse.rows, 0) })}
        >
          {isAllowed(viewer.role, "locations:write") ? (
            <ClientMessages areas={["imports", "locations"]}>
              <UnknownEvses
                evses={waiting.map((evse) => ({ ...evse, current: guessCurrent(evse.model) }))}
                defaults={defaults}
                countries={countriesIn(await getLocale())}
                zones={Intl.supportedValuesOf("timeZone")}
              />
            </ClientMessages>
          ) : (
            <Alert>{t("unknown.mayNot")}</Alert>
          )}
        </Section>
      )}
      {reasons.length > 0 && <Reasons importId={found.id} reasons={reasons} />}
      <ListedRows importId={found.id} query={query} filters={filters} page={page} />
    </div>
  );
}

function countriesIn(locale: Locale): Country[] {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    a.name.localeCompare(b.name, locale),
  );
}

/** Where the rows behind each count are listed. */
function linksOf(id: string): CountLinks {
  const listed = (outcome: string) => `/imports/${id}?outcome=${outcome}#rows`;
  return {
    rejected: listed("rejected"),
    known: listed("known"),
    conflicting: `/held?kind=conflict&import=${id}`,
    onHold: `/held?kind=hold&import=${id}`,
    imported: `/cdrs?import=${id}`,
  };
}

/** What became of the imported sessions: what is not recorded is somebody's work. */
async function Settlements({ importId, sums }: { importId: string; sums: readonly CdrSums[] }) {
  const t = await getTranslations("cdrs");
  const counts = [...countBySettlement(sums)];
  if (counts.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-muted-foreground">
      {counts.map(([settlement, count]) => (
        <li key={settlement} className="flex items-center gap-1.5">
          <SettlementBadge t={t} settlement={settlement} />
          <Link
            className="underline-offset-4 hover:underline"
            href={`/cdrs?import=${importId}&settlement=${settlement}` as Route}
          >
            <Count value={count} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
