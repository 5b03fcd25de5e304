import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { countryOptions } from "@/lib/input/countries";
import { localeOptions } from "@/lib/input/locale-options.server";
import { create } from "../actions";
import { CompanyForm } from "../company-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("new") };
}

export default async function NewCompanyPage() {
  const viewer = await requireViewer("companies:write");
  const t = await getTranslations("companies");
  const parents = await readAs(viewer, (tx) => companyOptions(tx));
  return (
    <Page width="reading">
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/companies" }, { label: t("new") }]} />
      <ClientMessages areas={["companies"]}>
        <CompanyForm
          action={create}
          company={null}
          parents={parents}
          locales={localeOptions()}
          countries={countryOptions(await getLocale())}
        />
      </ClientMessages>
    </Page>
  );
}
