import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Tx } from "@/db/client";
import { companyOptions } from "@/db/queries/companies";
import { locationOptions } from "@/db/queries/locations";
import { usesOfSalesTariff } from "@/db/queries/sales-tariffs";
import { configurationsOf, findTariff, type TariffRow, usesOfTariff, versionsOfTariff } from "@/db/queries/tariffs";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf, type IsoDate } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import type { DayRange } from "@/lib/locations/day-ranges";
import { AssignToCompanies } from "../assign/assign-to-companies";
import { AssignToSites } from "../assign/assign-to-sites";
import { TryTariff } from "../try-tariff";
import { WeekPictures } from "../week-picture";
import { ExportTariff } from "./export-tariff";
import { ConnectorUses, SalesUses } from "./tariff-uses";
import { COST_NAMES, contentsOf, type VersionContent } from "./version-content";
import { VersionList } from "./version-list";
import { VersionText } from "./version-text";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("title") };
}

export default async function TariffPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("tariffs:read");
  const t = await getTranslations("tariffs");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const read = await readAs(viewer, (tx) => readTariff(tx, id));
  if (!read) notFound();
  const { tariff, contents } = read;
  const today = dateOf(Date.now(), "UTC");
  const mayWrite = isAllowed(viewer.role, "tariffs:write");
  const current = contents.find(({ version }) => version.validFrom <= today) ?? contents.at(-1);
  const tried = current?.costs.sales ?? current?.costs.purchase;
  return (
    <Page>
      <ClientMessages areas={["tariffs", "trials", "rating", "locations", "access"]}>
        <PageHeader
          title={tariff.name}
          description={t(`kindHints.${tariff.kind}`)}
          breadcrumbs={[{ label: t("title"), href: "/tariffs" }, { label: tariff.name }]}
          status={
            <>
              <Badge tone="neutral">{t(`kinds.${tariff.kind}`)}</Badge>
              <Badge tone="outline">{tariff.currency}</Badge>
            </>
          }
          actions={
            mayWrite && (
              <>
                {tariff.kind === "emp_sales" ? (
                  <AssignToCompanies tariffId={id} companies={read.companies} />
                ) : (
                  <AssignToSites tariffId={id} sites={read.sites} />
                )}
                <Button asChild variant="primary">
                  <Link href={`/tariffs/${id}/version`}>{t("newVersion")}</Link>
                </Button>
              </>
            )
          }
        />
        <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-8">
            {current && (
              <Section title={t("detail.says")} actions={<Exports tariff={tariff} content={current} />}>
                <VersionText content={current} checked />
              </Section>
            )}
            <Section
              title={t("detail.uses")}
              description={<UsedToday uses={read.uses} holders={read.holders} today={today} />}
            >
              {tariff.kind === "emp_sales" ? (
                <SalesUses uses={read.holders} today={today} mayWrite={mayWrite} />
              ) : (
                <ConnectorUses uses={read.uses} tariffId={id} kind={tariff.kind} today={today} mayWrite={mayWrite} />
              )}
            </Section>
            <Section title={t("detail.versions")}>
              <VersionList contents={contents} today={today} />
            </Section>
          </div>
          {tried && (
            <div className="flex flex-col gap-6">
              <WeekPictures tariff={tried} />
              <TryTariff json={JSON.stringify(tried)} today={today} zone={await viewerZone(viewer)} tariffId={id} />
            </div>
          )}
        </div>
      </ClientMessages>
    </Page>
  );
}

/** The tariff with all its versions, where it is used, and what it may be assigned to. */
async function readTariff(tx: Tx, id: string) {
  const tariff = await findTariff(tx, id);
  if (!tariff) return null;
  const versions = await versionsOfTariff(tx, id);
  const configurations = await configurationsOf(
    tx,
    versions.map((version) => version.id),
  );
  const isSales = tariff.kind === "emp_sales";
  return {
    tariff,
    contents: contentsOf(versions, configurations),
    uses: isSales ? [] : await usesOfTariff(tx, id),
    holders: isSales ? await usesOfSalesTariff(tx, id) : [],
    sites: isSales ? [] : await locationOptions(tx),
    companies: isSales ? await companyOptions(tx) : [],
  };
}

type Read = NonNullable<Awaited<ReturnType<typeof readTariff>>>;

async function Exports({ tariff, content }: { tariff: TariffRow; content: VersionContent }) {
  const t = await getTranslations("tariffs");
  return COST_NAMES.map((cost) => {
    const object = content.costs[cost];
    if (!object) return null;
    const fileName = cost === "sales" ? tariff.name : `${tariff.name} ${t("cost.purchase")}`;
    return (
      <ExportTariff key={cost} label={t(`cost.${cost}`)} fileName={fileName} json={JSON.stringify(object, null, 2)} />
    );
  });
}

/** How many have the tariff today, at how many sites. */
async function UsedToday({ uses, holders, today }: Pick<Read, "uses" | "holders"> & { today: IsoDate }) {
  const t = await getTranslations("tariffs");
  const holds = ({ days }: { days: DayRange }) => days.from <= today && (days.until === null || days.until > today);
  const now = uses.filter(holds);
  const tokens = holders.filter((holder) => holds(holder) && holder.tokenId !== null).length;
  const companies = holders.filter((holder) => holds(holder) && holder.companyId !== null).length;
  const connectors = now.reduce((sum, use) => sum + use.connectorIds.length, 0);
  const sites = new Set(now.map((use) => use.locationId)).size;
  const parts = [
    connectors > 0 && t("detail.atSites", { connectors: t("usedBy.connectors", { count: connectors }), sites }),
    companies > 0 && t("usedBy.companies", { count: companies }),
    tokens > 0 && t("usedBy.tokens", { count: tokens }),
  ].filter(Boolean);
  return parts.length > 0 && t("detail.today", { who: parts.join(", ") });
}
