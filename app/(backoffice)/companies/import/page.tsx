import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ColumnList } from "@/components/csv-import/column-list";
import { CsvImport } from "@/components/csv-import/csv-import";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { requireViewer } from "@/lib/access/viewer.server";
import { COMPANY_COLUMNS } from "@/lib/companies/companies-csv";
import { importFile, preview } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("import.title") };
}

export default async function ImportCompaniesPage() {
  await requireViewer("companies:write");
  const t = await getTranslations("companies");
  const words = await getTranslations("csv");
  const template = `${COMPANY_COLUMNS.join(",")}\r\n`;
  return (
    <Page>
      <PageHeader
        title={t("import.title")}
        description={t("import.description")}
        breadcrumbs={[{ label: t("title"), href: "/companies" }, { label: t("import.title") }]}
      />
      <ClientMessages areas={["csv", "companies"]}>
        <CsvImport preview={preview} run={importFile} template={template} fileName="companies.csv" />
      </ClientMessages>
      <Section title={words("columns")} description={words("columnsHint")}>
        <ColumnList
          headings={{ column: words("column"), meaning: words("meaning") }}
          columns={COMPANY_COLUMNS.map((name) => ({ name, meaning: t(`columns.${name}`) }))}
        />
      </Section>
    </Page>
  );
}
