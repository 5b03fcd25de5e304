import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Query } from "@/components/data-table";
import { id, readFilters } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type CompanyOption, companyOptions } from "@/db/queries/companies";
import { findSimulation } from "@/db/queries/contract-simulations";
import { evseOptionsOf } from "@/db/queries/contracts";
import { listOrganizations } from "@/db/queries/organizations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf, monthOf } from "@/lib/calendar/calendar";
import { parseTerms } from "@/lib/contracts/terms";
import { EMPTY_TERMS, formOf } from "@/lib/contracts/terms-form-values";
import { NewContractForm } from "../contract-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contracts"))("new") };
}

export default async function NewContractPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("contracts:write");
  const t = await getTranslations("contracts");
  const asked = await readFilters({ partner: id, simulation: id }, props.searchParams);
  const { partners, organizations, evses, simulation } = await readAs(viewer, async (tx) => ({
    partners: await companyOptions(tx, "partner"),
    organizations: await listOrganizations(tx),
    evses: asked.partner ? await evseOptionsOf(tx, asked.partner) : [],
    simulation: asked.simulation ? await findSimulation(tx, asked.simulation) : null,
  }));
  const partner = partners.find((each) => each.id === asked.partner);
  return (
    <Page>
      <PageHeader
        title={partner ? t("newFor", { partner: partner.name }) : t("new")}
        breadcrumbs={[{ label: t("title"), href: "/contracts" }, { label: t("new") }]}
      />
      {organizations.length === 0 ? (
        <Alert tone="warning" title={t("noOrganization")}>
          <Link className="underline" href="/organizations/new">
            {t("createOrganization")}
          </Link>
        </Alert>
      ) : partner ? (
        <ClientMessages areas={["contracts", "locations", "waterfall"]}>
          <NewContractForm
            partner={partner}
            partners={partners.filter((other) => other.id !== partner.id)}
            values={simulation?.partnerId === partner.id ? formOf(parseTerms(simulation.terms)) : EMPTY_TERMS}
            organizations={organizations.map(({ id, name, currency }) => ({ id, name, currency }))}
            evses={evses}
            month={monthOf(Date.now(), "UTC")}
            today={dateOf(Date.now(), "UTC")}
            version={1}
          />
        </ClientMessages>
      ) : (
        <ChoosePartner partners={partners} />
      )}
    </Page>
  );
}

async function ChoosePartner({ partners }: { partners: readonly CompanyOption[] }) {
  const t = await getTranslations("contracts");
  if (partners.length === 0) {
    const create = (
      <Button asChild variant="primary">
        <Link href="/companies/new">{t("createPartner")}</Link>
      </Button>
    );
    return <Empty title={t("noPartner")} action={create} />;
  }
  return (
    <div className="flex flex-col gap-2">
      <p>{t("choosePartner")}</p>
      <ul className="grid gap-x-6 sm:grid-cols-2">
        {partners.map((partner) => (
          <li key={partner.id} className="border-b py-2">
            <Link className="font-medium text-primary hover:underline" href={`/contracts/new?partner=${partner.id}`}>
              {partner.name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
