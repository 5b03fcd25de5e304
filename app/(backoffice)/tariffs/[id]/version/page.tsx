import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { connectorStandards } from "@/db/queries/tariff-choices";
import { configurationsOf, findTariff, versionsOfTariff } from "@/db/queries/tariffs";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { TariffEditor } from "../../editor/tariff-editor";
import { costsOf } from "../version-content";

export default async function NewVersionPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("tariffs:write");
  const t = await getTranslations("tariffs");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { tariff, latest, configurations, options } = await readAs(viewer, async (tx) => {
    const [newest] = await versionsOfTariff(tx, id);
    return {
      tariff: await findTariff(tx, id),
      latest: newest,
      configurations: newest ? await configurationsOf(tx, [newest.id]) : [],
      options: { companies: await companyOptions(tx), standards: await connectorStandards(tx) },
    };
  });
  if (!tariff || !latest) notFound();
  const version = {
    tariffId: id,
    kind: tariff.kind,
    ...costsOf(latest),
    configurations: configurations.map(({ issuerId, ownerId, evseId, evseUid, connectorStandard, ...costs }) => ({
      issuerId,
      ownerId,
      evseId,
      evseUid,
      connectorStandard,
      ...costsOf(costs),
    })),
  };
  return (
    <Page>
      <PageHeader
        title={t("newVersionOf", { name: tariff.name })}
        description={t("newVersionHint")}
        breadcrumbs={[
          { label: t("title"), href: "/tariffs" },
          { label: tariff.name, href: `/tariffs/${id}` },
          { label: t("newVersion") },
        ]}
      />
      <ClientMessages areas={["tariffs", "trials", "rating", "locations", "access"]}>
        <TariffEditor
          version={version}
          options={options}
          today={dateOf(Date.now(), "UTC")}
          zone={await viewerZone(viewer)}
        />
      </ClientMessages>
    </Page>
  );
}
