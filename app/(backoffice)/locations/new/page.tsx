import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { TimeZoneList } from "@/components/ui/time-zone-list";
import { listOrganizations } from "@/db/queries/organizations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { countryOptions } from "@/lib/input/countries";
import { placeDefaults } from "@/lib/locations/place-defaults";
import { create } from "../actions";
import { LocationForm } from "../location-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("locations"))("new") };
}

export default async function NewLocationPage() {
  const viewer = await requireViewer("locations:write");
  const t = await getTranslations("locations");
  const defaults = placeDefaults(await readAs(viewer, (tx) => listOrganizations(tx)));
  return (
    <Page width="reading">
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/locations" }, { label: t("new") }]} />
      <ClientMessages areas={["locations"]}>
        <LocationForm
          action={create}
          location={null}
          defaults={defaults}
          countries={countryOptions(await getLocale())}
        />
      </ClientMessages>
      <TimeZoneList />
    </Page>
  );
}
