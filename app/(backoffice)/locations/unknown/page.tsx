import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { TimeZoneList } from "@/components/ui/time-zone-list";
import { listUnknownEvses } from "@/db/queries/locations";
import { listOrganizations } from "@/db/queries/organizations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { countryOptions } from "@/lib/input/countries";
import { guessCurrent } from "@/lib/locations/location-input";
import { placeDefaults } from "@/lib/locations/place-defaults";
import { createUnknown } from "../actions";
import { UnknownEvsesForm } from "./unknown-evses-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("locations"))("unknown.title") };
}

export default async function UnknownEvsesPage() {
  const viewer = await requireViewer("locations:write");
  const t = await getTranslations("locations");
  const { unknown, organizations } = await readAs(viewer, async (tx) => ({
    unknown: await listUnknownEvses(tx),
    organizations: await listOrganizations(tx),
  }));
  const evses = unknown.map(({ uid, locationName, model, connectorIds }) => ({
    uid,
    locationName,
    model,
    connectorIds,
    dc: guessCurrent(model) === "DC",
  }));
  return (
    <Page>
      <PageHeader
        title={t("unknown.title")}
        description={t("unknown.description")}
        breadcrumbs={[{ label: t("title"), href: "/locations" }, { label: t("unknown.title") }]}
      />
      {evses.length === 0 ? (
        <Empty title={t("unknown.none")}>{t("unknown.noneText")}</Empty>
      ) : (
        <ClientMessages areas={["locations"]}>
          <UnknownEvsesForm
            action={createUnknown}
            evses={evses}
            defaults={placeDefaults(organizations)}
            countries={countryOptions(await getLocale())}
          />
        </ClientMessages>
      )}
      <TimeZoneList />
    </Page>
  );
}
