import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ColumnList } from "@/components/csv-import/column-list";
import { CsvImport } from "@/components/csv-import/csv-import";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { requireViewer } from "@/lib/access/viewer.server";
import { LOCATION_COLUMNS } from "@/lib/locations/locations-csv";
import { importFile, preview } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("locations"))("import.title") };
}

export default async function ImportLocationsPage() {
  await requireViewer("locations:write");
  const t = await getTranslations("locations");
  const words = await getTranslations("csv");
  const template = `${LOCATION_COLUMNS.join(",")}\r\n`;
  return (
    <Page>
      <PageHeader
        title={t("import.title")}
        description={t("import.description")}
        breadcrumbs={[{ label: t("title"), href: "/locations" }, { label: t("import.title") }]}
      />
      <ClientMessages areas={["csv", "locations"]}>
        <CsvImport preview={preview} run={importFile} template={template} fileName="locations.csv" />
      </ClientMessages>
      <Section title={words("columns")} description={words("columnsHint")}>
        <ColumnList
          headings={{ column: words("column"), meaning: words("meaning") }}
          columns={LOCATION_COLUMNS.map((name) => ({ name, meaning: t(`columns.${name}`) }))}
        />
      </Section>
    </Page>
  );
}
