import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { create } from "../actions";
import { TokenForm } from "../token-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tokens"))("new") };
}

export default async function NewTokenPage() {
  const viewer = await requireViewer("tokens:write");
  const t = await getTranslations("tokens");
  const issuers = await readAs(viewer, (tx) => companyOptions(tx));
  return (
    <Page width="reading">
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/tokens" }, { label: t("new") }]} />
      <ClientMessages areas={["tokens"]}>
        <TokenForm action={create} token={null} issuers={issuers} />
      </ClientMessages>
    </Page>
  );
}
