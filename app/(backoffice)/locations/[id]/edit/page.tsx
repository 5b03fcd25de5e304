import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { TimeZoneList } from "@/components/ui/time-zone-list";
import { findLocation } from "@/db/queries/locations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { countryOptions } from "@/lib/input/countries";
import { isUuid } from "@/lib/input/fields";
import { edit } from "../../actions";
import { LocationForm } from "../../location-form";

export default async function EditLocationPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("locations:write");
  const t = await getTranslations("locations");
  const { id } = await props.params;
  const location = isUuid(id) ? await readAs(viewer, (tx) => findLocation(tx, id)) : null;
  if (!location) notFound();
  return (
    <Page width="reading">
      <PageHeader
        title={location.name}
        breadcrumbs={[
          { label: t("title"), href: "/locations" },
          { label: location.name, href: `/locations/${id}` },
          { label: t("edit") },
        ]}
      />
      <ClientMessages areas={["locations"]}>
        <LocationForm
          action={edit}
          location={location}
          defaults={location}
          countries={countryOptions(await getLocale())}
        />
      </ClientMessages>
      <TimeZoneList />
    </Page>
  );
}
