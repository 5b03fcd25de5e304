import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ListFrame, type Query, StatusTabs } from "@/components/data-table";
import { oneOf, readFilters } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { tariffOptions } from "@/db/queries/tariff-choices";
import { companyGaps, connectorGaps, tokenGaps } from "@/db/queries/tariff-coverage";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import type { TariffOption } from "@/lib/tariffs/tariff-options";
import { AssignSelected } from "../assign/assign-selected";
import { ConnectorGapList } from "./connector-gap-list";
import { HolderGapList } from "./holder-gap-list";
import { StakeLine } from "./stake";

const shape = { of: oneOf(["companies", "tokens"]) };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("coverage.title") };
}

/** Where a tariff is missing today, most sessions first, to be mended in bulk. */
export default async function CoveragePage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("tariffs:read");
  const t = await getTranslations("tariffs");
  const query = await props.searchParams;
  const { of } = await readFilters(shape, query);
  const today = dateOf(Date.now(), "UTC");
  const { connectors, companies, tokens, tariffs } = await readAs(viewer, async (tx) => ({
    connectors: await connectorGaps(tx, today),
    companies: await companyGaps(tx, today),
    tokens: await tokenGaps(tx, today),
    tariffs: await tariffOptions(tx),
  }));
  const shown = of === "companies" ? companies : of === "tokens" ? tokens : connectors;
  const bulk = (field: Parameters<typeof AssignSelected>[0]["field"], kind: TariffOption["kind"]): ReactNode =>
    isAllowed(viewer.role, "tariffs:write") && (
      <AssignSelected field={field} tariffs={tariffs.filter((tariff) => tariff.kind === kind)} />
    );
  return (
    <Page>
      <PageHeader
        title={t("coverage.title")}
        description={t(`coverage.hints.${of ?? "connectors"}`)}
        breadcrumbs={[{ label: t("title"), href: "/tariffs" }, { label: t("coverage.title") }]}
      />
      <ClientMessages areas={["tariffs", "locations", "access"]}>
        <ListFrame>
          <StatusTabs
            param="of"
            query={query}
            tabs={[
              { value: null, label: t("coverage.connectors"), count: connectors.count },
              { value: "companies", label: t("coverage.companies"), count: companies.count },
              { value: "tokens", label: t("coverage.tokens"), count: tokens.count },
            ]}
          />
          <StakeLine stake={shown.total} count={shown.count} listed={shown.rows.length} />
          {of === null || of === undefined ? (
            <ConnectorGapList rows={connectors.rows} bulk={bulk("connectorIds[]", "charge_point_rate")} />
          ) : of === "companies" ? (
            <HolderGapList of="companies" rows={companies.rows} bulk={bulk("companyIds[]", "emp_sales")} />
          ) : (
            <HolderGapList of="tokens" rows={tokens.rows} bulk={bulk("tokenIds[]", "emp_sales")} />
          )}
        </ListFrame>
      </ClientMessages>
    </Page>
  );
}
