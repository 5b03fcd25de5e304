import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BusinessDate } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { locationOptions } from "@/db/queries/locations";
import { findTariff, type TariffVersionRow, usesOfTariff, versionsOfTariff } from "@/db/queries/tariffs";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { checkTariff } from "@/lib/tariffs/check";
import type { Tariff } from "@/lib/tariffs/tariff";
import { TariffSentences } from "../tariff-sentences";
import { TryTariff } from "../try-tariff";
import { AssignTariff } from "./assign-tariff";
import { ExportTariff } from "./export-tariff";
import { TariffUses } from "./tariff-uses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("title") };
}

export default async function TariffPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("tariffs:read");
  const t = await getTranslations("tariffs");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { tariff, versions, uses, sites } = await readAs(viewer, async (tx) => ({
    tariff: await findTariff(tx, id),
    versions: await versionsOfTariff(tx, id),
    uses: await usesOfTariff(tx, id),
    sites: await locationOptions(tx),
  }));
  if (!tariff) notFound();
  const today = dateOf(Date.now(), "UTC");
  const current = versions.find((version) => version.validFrom <= today) ?? versions.at(-1);
  const mayWrite = isAllowed(viewer.role, "tariffs:write");
  return (
    <Page>
      <ClientMessages areas={["tariffs", "locations", "access"]}>
        <PageHeader
          title={tariff.name}
          breadcrumbs={[{ label: t("title"), href: "/tariffs" }, { label: tariff.name }]}
          status={<Badge tone="outline">{tariff.currency}</Badge>}
          actions={
            <>
              {current && <ExportTariff name={tariff.name} json={JSON.stringify(current.sales, null, 2)} />}
              {mayWrite && (
                <>
                  <AssignTariff tariffId={id} sites={sites} />
                  <Button asChild variant="primary">
                    <Link href={`/tariffs/${id}/version`}>{t("newVersion")}</Link>
                  </Button>
                </>
              )}
            </>
          }
        />
        <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex flex-col gap-8">
            <Section title={t("detail.versions")}>
              {versions.map((version) => (
                <Version key={version.id} version={version} isCurrent={version === current} />
              ))}
            </Section>
            <Section title={t("detail.uses")}>
              <TariffUses uses={uses} today={today} />
            </Section>
          </div>
          {current && <TryTariff json={JSON.stringify(current.sales)} today={today} />}
        </div>
      </ClientMessages>
    </Page>
  );
}

async function Version({ version, isCurrent }: { version: TariffVersionRow; isCurrent: boolean }) {
  const t = await getTranslations("tariffs");
  const sales = version.sales as Tariff;
  const warnings = isCurrent ? [...new Set(checkTariff(sales).map((warning) => warning.code))] : [];
  return (
    <details open={isCurrent} className="border-b py-2 last:border-b-0">
      <summary className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t("detail.version", { number: version.version })}</span>
        <span className="text-muted-foreground">
          {t.rich("detail.from", { date: () => <BusinessDate date={version.validFrom} /> })}
        </span>
        {isCurrent && <Badge tone="success">{t("detail.current")}</Badge>}
      </summary>
      <div className="mt-2 flex flex-col gap-3">
        <TariffSentences tariff={sales} />
        {warnings.length > 0 && (
          <Alert tone="warning" title={t("warningsTitle")}>
            {warnings.map((code) => t(`warnings.${code}`)).join(" ")}
          </Alert>
        )}
      </div>
    </details>
  );
}
