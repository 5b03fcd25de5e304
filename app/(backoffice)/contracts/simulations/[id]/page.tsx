import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Count, Period } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { companyOptions } from "@/db/queries/companies";
import { findSimulation, type SimulationRow } from "@/db/queries/contract-simulations";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { simulationSchema } from "@/lib/contracts/simulation";
import { parseTerms } from "@/lib/contracts/terms";
import { isUuid } from "@/lib/input/fields";
import { TermsSentences } from "../../terms-sentences";
import { Comparison } from "./comparison";
import { MonthsTable } from "./months-table";
import { OtherMonths } from "./other-months";
import { SitesTable } from "./sites-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contracts"))("simulation.title") };
}

/** A proposed contract beside those that hold, over past months (X3). The address is the saved scenario. */
export default async function SimulationPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("contracts:read");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { simulation, partners } = await readAs(viewer, async (tx) => ({
    simulation: await findSimulation(tx, id),
    partners: await companyOptions(tx, "partner"),
  }));
  if (!simulation) notFound();
  const { partnerName, currency } = simulation;
  return (
    <Page>
      <PageHeader
        title={t("simulation.of", {
          name: simulation.contractName ?? t("simulation.newWith", { partner: partnerName }),
        })}
        description={
          <>
            <Period month={simulation.fromMonth} /> – <Period month={simulation.untilMonth} />
            {". "}
            {t("simulation.basis")}
          </>
        }
        breadcrumbs={[
          { label: t("title"), href: "/contracts" },
          ...(simulation.contractName && simulation.contractId
            ? [{ label: simulation.contractName, href: `/contracts/${simulation.contractId}` as const }]
            : []),
          { label: t("simulation.title") },
        ]}
        actions={<Actions simulation={simulation} mayWrite={isAllowed(viewer.role, "contracts:write")} />}
      />
      <Section title={t("simulation.proposal", { partner: partnerName })}>
        <TermsSentences
          terms={parseTerms(simulation.terms)}
          currency={currency}
          partnerNames={new Map(partners.map((partner) => [partner.id, partner.name]))}
        />
      </Section>
      {isAllowed(viewer.role, "contracts:write") && (
        <ClientMessages areas={["contracts"]}>
          <OtherMonths id={id} months={simulation} />
        </ClientMessages>
      )}
      <Result simulation={simulation} />
    </Page>
  );
}

async function Result({ simulation }: { simulation: SimulationRow }) {
  const t = await getTranslations("contracts.simulation");
  const { result: stored, currency } = simulation;
  if (simulation.state === "failed") return <Alert tone="danger">{t("failed")}</Alert>;
  if (!stored) {
    return (
      <p role="status" className="text-muted-foreground">
        <KeepFresh />
        {t.rich("running", { count: () => <Count value={simulation.sessionsDone} /> })}
      </p>
    );
  }
  const result = simulationSchema.decode(stored);
  if (result.sessions === 0) return <Alert>{t("noSessions")}</Alert>;
  return (
    <>
      <Comparison result={result} currency={currency} />
      <Section title={t("byMonth")} description={t("byMonthHint")}>
        <MonthsTable months={result.months} currency={currency} />
      </Section>
      <Section title={t("bySite")} description={t("bySiteHint")}>
        <SitesTable sites={result.sites} currency={currency} />
      </Section>
    </>
  );
}

async function Actions({ simulation, mayWrite }: { simulation: SimulationRow; mayWrite: boolean }) {
  const t = await getTranslations("contracts.simulation");
  const { id, contractId, partnerId } = simulation;
  return (
    <>
      {simulation.result && (
        <Button asChild>
          <a href={`/contracts/simulations/${id}/csv`}>{t("csv")}</a>
        </Button>
      )}
      {mayWrite && (
        <Button asChild variant="primary">
          {contractId ? (
            <Link href={`/contracts/${contractId}/terms?simulation=${id}`}>{t("adopt")}</Link>
          ) : (
            <Link href={`/contracts/new?partner=${partnerId}&simulation=${id}`}>{t("adoptNew")}</Link>
          )}
        </Button>
      )}
    </>
  );
}
