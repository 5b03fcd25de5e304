import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions, findCompany, partiesOf } from "@/db/queries/companies";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { countryOptions } from "@/lib/input/countries";
import { isUuid } from "@/lib/input/fields";
import { localeOptions } from "@/lib/input/locale-options.server";
import { edit } from "../../actions";
import { CompanyForm } from "../../company-form";

export default async function EditCompanyPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("companies:write");
  const t = await getTranslations("companies");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { company, parties, parents } = await readAs(viewer, async (tx) => ({
    company: await findCompany(tx, id),
    parties: await partiesOf(tx, id),
    parents: await companyOptions(tx),
  }));
  if (!company) notFound();
  const partyText = parties.map((party) => `${party.countryCode}-${party.partyId}`).join(", ");
  return (
    <Page width="reading">
      <PageHeader
        title={t("edit", { name: company.name })}
        breadcrumbs={[
          { label: t("title"), href: "/companies" },
          { label: company.name, href: `/companies/${id}` },
          { label: t("editShort") },
        ]}
      />
      <ClientMessages areas={["companies"]}>
        <CompanyForm
          action={edit}
          company={{ ...company, parties: partyText }}
          parents={parents.filter((parent) => parent.id !== id)}
          locales={localeOptions()}
          countries={countryOptions(await getLocale())}
        />
      </ClientMessages>
    </Page>
  );
}
