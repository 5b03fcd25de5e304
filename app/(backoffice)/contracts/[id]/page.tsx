import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EventTimeline } from "@/components/audit/event-timeline";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import type { Tx } from "@/db/client";
import { listAuditEvents } from "@/db/queries/audit";
import { companyOptions } from "@/db/queries/companies";
import { agreementFile } from "@/db/queries/contract-agreements";
import { contractSums, sitesCovered } from "@/db/queries/contract-pages";
import { findContract } from "@/db/queries/contracts";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf, type IsoDate } from "@/lib/calendar/calendar";
import { versionIn } from "@/lib/contracts/scope";
import { parseTerms } from "@/lib/contracts/terms";
import { isUuid } from "@/lib/input/fields";
import { monthSoFar, sameDaysBefore } from "@/lib/records/month-so-far";
import { TermsSentences } from "../terms-sentences";
import { Agreement } from "./agreement";
import { ContractExamples } from "./contract-examples";
import { ContractFacts } from "./contract-facts";
import { CoveredSites } from "./covered-sites";
import { ContractMonth } from "./month-so-far";
import { VersionList } from "./version-list";

const EVENTS = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contracts"))("title") };
}

/** What a partner gets, in sentences and at work, where it holds, how it came about and what it brings now. */
export default async function ContractPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("contracts:read");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const zone = await viewerZone(viewer);
  const today = dateOf(Date.now(), zone);
  const mayReadHistory = isAllowed(viewer.role, "audit:read");
  const found = await readAs(viewer, (tx, scope) => load(tx, scope, { id, today, mayReadHistory }));
  if (!found) notFound();
  const { contract, partners, events } = found;
  const current = versionIn(contract.versions, today.slice(0, 7)) ?? contract.versions.at(-1);
  const words = {
    currency: contract.currency,
    partnerNames: new Map(partners.map((partner) => [partner.id, partner.name])),
  };
  const mayWrite = isAllowed(viewer.role, "contracts:write");
  return (
    <Page>
      <PageHeader
        title={contract.name}
        breadcrumbs={[{ label: t("title"), href: "/contracts" }, { label: contract.name }]}
        actions={mayWrite && <Actions id={id} />}
      />
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-8">
          <ContractFacts contract={contract} />
          {current && (
            <Section title={t("detail.says", { partner: contract.partnerName })}>
              <TermsSentences terms={parseTerms(current.terms)} {...words} />
            </Section>
          )}
          <ContractMonth {...found.month} currency={contract.currency} />
          <CoveredSites sites={found.sites} />
          <Section title={t("detail.versions")}>
            <VersionList versions={contract.versions} current={current} {...words} />
          </Section>
          <Agreement contract={contract} file={found.file} mayWrite={mayWrite} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          {current && (
            <ContractExamples
              terms={parseTerms(current.terms)}
              version={current.version}
              currency={contract.currency}
              partner={contract.partnerName}
              today={today}
            />
          )}
          {events && (
            <Section title={t("detail.history")}>
              <EventTimeline events={events} zone={zone} linked={false} />
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

async function load(
  tx: Tx,
  scope: Scope,
  { id, today, mayReadHistory }: { id: string; today: IsoDate; mayReadHistory: boolean },
) {
  const contract = await findContract(tx, id);
  if (!contract) return null;
  const days = monthSoFar(today);
  const filter = { objectTypes: ["contract" as const], objectId: id };
  return {
    contract,
    partners: await companyOptions(tx, "partner"),
    sites: await sitesCovered(tx, contract, today),
    file: await agreementFile(tx, id),
    month: {
      month: days.month,
      now: await contractSums(tx, contract, days),
      before: await contractSums(tx, contract, sameDaysBefore(today)),
    },
    events: mayReadHistory ? (await listAuditEvents(tx, scope, filter, { limit: EVENTS })).rows : null,
  };
}

async function Actions({ id }: { id: string }) {
  const t = await getTranslations("contracts");
  return (
    <>
      <Button asChild>
        <Link href={`/contracts/${id}/edit`}>{t("edit")}</Link>
      </Button>
      <Button asChild>
        <Link href={`/contracts/${id}/simulate`}>{t("simulation.start")}</Link>
      </Button>
      <Button asChild variant="primary">
        <Link href={`/contracts/${id}/terms`}>{t("changeTerms")}</Link>
      </Button>
    </>
  );
}
