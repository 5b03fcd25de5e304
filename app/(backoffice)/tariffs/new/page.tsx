import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { connectorStandards } from "@/db/queries/tariff-choices";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { TariffEditor } from "../editor/tariff-editor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("new") };
}

export default async function NewTariffPage() {
  const viewer = await requireViewer("tariffs:write");
  const t = await getTranslations("tariffs");
  const options = await readAs(viewer, async (tx) => ({
    companies: await companyOptions(tx),
    standards: await connectorStandards(tx),
  }));
  return (
    <Page>
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/tariffs" }, { label: t("new") }]} />
      <ClientMessages areas={["tariffs", "trials", "rating", "access"]}>
        <TariffEditor
          version={null}
          options={options}
          today={dateOf(Date.now(), "UTC")}
          zone={await viewerZone(viewer)}
        />
      </ClientMessages>
    </Page>
  );
}
