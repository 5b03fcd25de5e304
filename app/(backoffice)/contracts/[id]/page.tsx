import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Period } from "@/components/figures";
import { Facts, Page, PageHeader, Section } from "@/components/shell/page";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { companyOptions } from "@/db/queries/companies";
import { type Contract, findContract } from "@/db/queries/contracts";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { versionIn } from "@/lib/contracts/scope";
import { parseTerms } from "@/lib/contracts/terms";
import { isUuid } from "@/lib/input/fields";
import { TermsSentences } from "../terms-sentences";
import { ContractExamples } from "./contract-examples";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contracts"))("title") };
}

export default async function ContractPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("contracts:read");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { contract, partners } = await readAs(viewer, async (tx) => ({
    contract: await findContract(tx, id),
    partners: await companyOptions(tx, "partner"),
  }));
  if (!contract) notFound();
  const today = dateOf(Date.now(), "UTC");
  const current = versionIn(contract.versions, today.slice(0, 7)) ?? contract.versions.at(-1);
  const partnerNames = new Map(partners.map((partner) => [partner.id, partner.name]));
  return (
    <Page>
      <PageHeader
        title={contract.name}
        breadcrumbs={[{ label: t("title"), href: "/contracts" }, { label: contract.name }]}
        actions={
          isAllowed(viewer.role, "contracts:write") && (
            <>
              <Button asChild>
                <Link href={`/contracts/${id}/edit`}>{t("edit")}</Link>
              </Button>
              <Button asChild variant="primary">
                <Link href={`/contracts/${id}/terms`}>{t("changeTerms")}</Link>
              </Button>
            </>
          )
        }
      />
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="flex flex-col gap-8">
          <ContractFacts contract={contract} />
          <Section title={t("detail.says", { partner: contract.partnerName })}>
            {contract.versions.map((version) => (
              <details key={version.id} open={version === current} className="border-b py-2 last:border-b-0">
                <summary className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{t("detail.version", { number: version.version })}</span>
                  <span className="text-muted-foreground">
                    {t.rich("detail.from", { month: () => <Period month={version.validFrom} /> })}
                  </span>
                  {version === current && <Badge tone="success">{t("detail.current")}</Badge>}
                </summary>
                <div className="mt-2">
                  <TermsSentences
                    terms={parseTerms(version.terms)}
                    currency={contract.currency}
                    partnerNames={partnerNames}
                  />
                </div>
              </details>
            ))}
          </Section>
        </div>
        {current && (
          <ContractExamples
            terms={parseTerms(current.terms)}
            version={current.version}
            currency={contract.currency}
            partner={contract.partnerName}
            today={today}
          />
        )}
      </div>
    </Page>
  );
}

async function ContractFacts({ contract }: { contract: Contract }) {
  const t = await getTranslations("contracts");
  const { sites, evses } = contract;
  const covered = [...sites.map((site) => site.name), ...evses.map((evse) => `${evse.locationName} · ${evse.uid}`)];
  const partner = (
    <Link className="text-primary hover:underline" href={`/companies/${contract.partnerId}`}>
      {contract.partnerName}
    </Link>
  );
  const months = (
    <>
      <Period month={contract.startsIn} /> –{" "}
      {contract.endsIn ? <Period month={contract.endsIn} /> : t("detail.untilEnded")}
    </>
  );
  return (
    <Facts
      items={[
        { key: "partner", label: t("fields.partner"), value: partner },
        { key: "kind", label: t("terms.kind"), value: t(`kinds.${contract.kind}`) },
        { key: "organization", label: t("fields.organization"), value: contract.organizationName },
        { key: "currency", label: t("fields.currency"), value: contract.currency },
        { key: "months", label: t("fields.months"), value: months },
        { key: "scope", label: t("fields.scope"), value: covered.join(", ") || t("scopes.all_sites") },
        { key: "reference", label: t("fields.reference"), value: contract.externalReference ?? "–" },
      ]}
    />
  );
}
