import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Facts, Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { findSource } from "@/db/queries/imports";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { rememberedPayer } from "@/lib/cdrs/source-payer";
import { validationRules } from "@/lib/cdrs/validation";
import { isUuid } from "@/lib/input/fields";
import { sourcePricingOf } from "@/lib/records/source-pricing";
import { SourceForm } from "../source-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("sources.title") };
}

export default async function SourcePage(props: PageProps<"/imports/sources/[id]">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("imports");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { source, companies } = await readAs(viewer, async (tx) => ({
    source: await findSource(tx, id),
    companies: { internal: await companyOptions(tx, "partner"), roaming: await companyOptions(tx, "emp") },
  }));
  if (!source) notFound();
  return (
    <Page width="reading">
      <PageHeader
        title={source.name}
        breadcrumbs={[
          { label: t("title"), href: "/imports" },
          { label: t("sources.title"), href: "/imports/sources" },
          { label: source.name },
        ]}
      />
      <Facts items={[{ key: "format", label: t("sources.format"), value: t(`sources.formats.${source.format}`) }]} />
      <ClientMessages areas={["imports"]}>
        <SourceForm
          source={{
            id,
            version: source.version,
            name: source.name,
            rules: validationRules.parse(source.rules),
            payer: rememberedPayer(source.mapping),
            pricing: sourcePricingOf(source),
          }}
          companies={companies}
          mayEdit={isAllowed(viewer.role, "cdrs:import")}
        />
      </ClientMessages>
    </Page>
  );
}
