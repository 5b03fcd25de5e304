import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { findEvse, findLocation } from "@/db/queries/locations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";
import { changeEvse } from "../../../actions";
import { EvseForm } from "../../../evse-form";

export default async function EditEvsePage(props: { params: Promise<{ id: string; evseId: string }> }) {
  const viewer = await requireViewer("locations:write");
  const t = await getTranslations("locations");
  const { id, evseId } = await props.params;
  if (!isUuid(id) || !isUuid(evseId)) notFound();
  const { location, evse } = await readAs(viewer, async (tx) => ({
    location: await findLocation(tx, id),
    evse: await findEvse(tx, evseId),
  }));
  if (!location || evse?.locationId !== id) notFound();
  return (
    <Page width="reading">
      <PageHeader
        title={evse.uid}
        breadcrumbs={[
          { label: t("title"), href: "/locations" },
          { label: location.name, href: `/locations/${id}` },
          { label: evse.uid },
        ]}
      />
      <ClientMessages areas={["locations"]}>
        <EvseForm action={changeEvse} locationId={id} evse={evse} />
      </ClientMessages>
    </Page>
  );
}
