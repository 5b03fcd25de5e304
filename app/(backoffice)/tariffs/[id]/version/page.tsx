import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { findTariff, versionsOfTariff } from "@/db/queries/tariffs";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import type { Tariff } from "@/lib/tariffs/tariff";
import { TariffEditor } from "../../tariff-editor";

export default async function NewVersionPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("tariffs:write");
  const t = await getTranslations("tariffs");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { tariff, versions } = await readAs(viewer, async (tx) => ({
    tariff: await findTariff(tx, id),
    versions: await versionsOfTariff(tx, id),
  }));
  const latest = versions[0];
  if (!tariff || !latest) notFound();
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
      <ClientMessages areas={["tariffs", "locations", "access"]}>
        <TariffEditor tariff={{ id, sales: latest.sales as Tariff }} today={dateOf(Date.now(), "UTC")} />
      </ClientMessages>
    </Page>
  );
}
