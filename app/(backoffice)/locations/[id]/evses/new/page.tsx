import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { findLocation } from "@/db/queries/locations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";
import { addEvse } from "../../../actions";
import { EvseForm } from "../../../evse-form";

export default async function NewEvsePage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("locations:write");
  const t = await getTranslations("locations");
  const { id } = await props.params;
  const location = isUuid(id) ? await readAs(viewer, (tx) => findLocation(tx, id)) : null;
  if (!location) notFound();
  return (
    <Page width="reading">
      <PageHeader
        title={t("newEvse")}
        breadcrumbs={[
          { label: t("title"), href: "/locations" },
          { label: location.name, href: `/locations/${id}` },
          { label: t("newEvse") },
        ]}
      />
      <ClientMessages areas={["locations"]}>
        <EvseForm action={addEvse} locationId={id} evse={null} />
      </ClientMessages>
    </Page>
  );
}
