import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { Query } from "@/components/data-table";
import { id as idFilter, readFilters } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { findSimulation } from "@/db/queries/contract-simulations";
import { findContract } from "@/db/queries/contracts";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { addMonths, dateOf, monthOf } from "@/lib/calendar/calendar";
import { parseTerms } from "@/lib/contracts/terms";
import { formOf } from "@/lib/contracts/terms-form-values";
import { isUuid } from "@/lib/input/fields";
import { TermsForm } from "../../contract-forms";

/** The terms that hold, or those of a simulation that shall become true. */
export default async function ChangeTermsPage(props: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query>;
}) {
  const viewer = await requireViewer("contracts:write");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  const asked = await readFilters({ simulation: idFilter }, props.searchParams);
  if (!isUuid(id)) notFound();
  const { contract, partners, simulation } = await readAs(viewer, async (tx) => ({
    contract: await findContract(tx, id),
    partners: await companyOptions(tx, "partner"),
    simulation: asked.simulation ? await findSimulation(tx, asked.simulation) : null,
  }));
  const latest = contract?.versions[0];
  if (!contract || !latest) notFound();
  const proposed = parseTerms(simulation?.contractId === id ? simulation.terms : latest.terms);
  // A simulation may try another kind; a contract keeps its own.
  const terms = proposed.kind === contract.kind ? proposed : parseTerms(latest.terms);
  return (
    <Page>
      <PageHeader
        title={t("changeTermsOf", { name: contract.name })}
        description={t("changeTermsHint")}
        breadcrumbs={[
          { label: t("title"), href: "/contracts" },
          { label: contract.name, href: `/contracts/${id}` },
          { label: t("changeTerms") },
        ]}
      />
      <ClientMessages areas={["contracts", "locations", "waterfall"]}>
        <TermsForm
          id={id}
          values={formOf(terms)}
          partner={{ id: contract.partnerId, name: contract.partnerName }}
          partners={partners.filter((partner) => partner.id !== contract.partnerId)}
          currency={contract.currency}
          month={addMonths(monthOf(Date.now(), "UTC"), 1)}
          today={dateOf(Date.now(), "UTC")}
          version={contract.versions.length + 1}
        />
      </ClientMessages>
    </Page>
  );
}
