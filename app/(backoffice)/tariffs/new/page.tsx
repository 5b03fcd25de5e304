import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { TariffEditor } from "../tariff-editor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("new") };
}

export default async function NewTariffPage() {
  await requireViewer("tariffs:write");
  const t = await getTranslations("tariffs");
  return (
    <Page>
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/tariffs" }, { label: t("new") }]} />
      <ClientMessages areas={["tariffs", "access"]}>
        <TariffEditor tariff={null} today={dateOf(Date.now(), "UTC")} />
      </ClientMessages>
    </Page>
  );
}
