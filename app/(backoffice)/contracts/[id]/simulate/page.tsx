import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DateTime, Period } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { simulationsOf } from "@/db/queries/contract-simulations";
import { findContract } from "@/db/queries/contracts";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf, monthOf } from "@/lib/calendar/calendar";
import { usualMonths } from "@/lib/contracts/simulation-input";
import { parseTerms } from "@/lib/contracts/terms";
import { formOf } from "@/lib/contracts/terms-form-values";
import { isUuid } from "@/lib/input/fields";
import { SimulateForm } from "../../contract-forms";

/** Other terms tried out on the sessions of past months (X3), and what was tried out before. */
export default async function SimulatePage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("contracts:write");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { contract, partners, earlier } = await readAs(viewer, async (tx) => ({
    contract: await findContract(tx, id),
    partners: await companyOptions(tx, "partner"),
    earlier: await simulationsOf(tx, id),
  }));
  const latest = contract?.versions[0];
  if (!contract || !latest) notFound();
  const zone = await viewerZone(viewer);
  return (
    <Page>
      <PageHeader
        title={t("simulation.of", { name: contract.name })}
        description={t("simulation.hint")}
        breadcrumbs={[
          { label: t("title"), href: "/contracts" },
          { label: contract.name, href: `/contracts/${id}` },
          { label: t("simulation.title") },
        ]}
      />
      {earlier.length > 0 && (
        <Section title={t("simulation.earlier")}>
          <ul>
            {earlier.map((simulation) => (
              <li key={simulation.id} className="border-b py-1.5 last:border-b-0">
                <Link className="font-medium hover:underline" href={`/contracts/simulations/${simulation.id}`}>
                  <Period month={simulation.fromMonth} style="short" /> –{" "}
                  <Period month={simulation.untilMonth} style="short" />
                </Link>{" "}
                <span className="text-muted-foreground">
                  <DateTime at={simulation.createdAt} zone={zone} />
                  {simulation.by && ` · ${simulation.by}`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ClientMessages areas={["contracts", "locations", "waterfall"]}>
        <SimulateForm
          id={id}
          values={formOf(parseTerms(latest.terms))}
          partner={{ id: contract.partnerId, name: contract.partnerName }}
          partners={partners.filter((partner) => partner.id !== contract.partnerId)}
          currency={contract.currency}
          months={usualMonths(monthOf(Date.now(), "UTC"))}
          today={dateOf(Date.now(), "UTC")}
          version={contract.versions.length + 1}
        />
      </ClientMessages>
    </Page>
  );
}
