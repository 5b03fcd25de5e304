import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { TimeZoneList } from "@/components/ui/time-zone-list";
import { companyOptions } from "@/db/queries/companies";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { localeOptions } from "@/lib/input/locale-options.server";
import { create } from "../actions";
import { OrganizationForm } from "../organization-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizations"))("new") };
}

export default async function NewOrganizationPage() {
  const viewer = await requireViewer("organizations:write");
  const t = await getTranslations("organizations");
  const companies = await readAs(viewer, (tx) => companyOptions(tx, "own"));
  return (
    <Page width="reading">
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/organizations" }, { label: t("new") }]} />
      {companies.length === 0 ? (
        <Alert tone="warning" title={t("noOwnCompany.title")}>
          <Link className="underline" href="/companies/new">
            {t("noOwnCompany.next")}
          </Link>
        </Alert>
      ) : (
        <ClientMessages areas={["organizations"]}>
          <OrganizationForm action={create} organization={null} companies={companies} locales={localeOptions()} />
        </ClientMessages>
      )}
      <TimeZoneList />
    </Page>
  );
}
