import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ColumnList } from "@/components/csv-import/column-list";
import { CsvImport } from "@/components/csv-import/csv-import";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { requireViewer } from "@/lib/access/viewer.server";
import { TOP_UP_COLUMNS } from "@/lib/balances/top-ups-csv";
import { importFile, preview } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("balances"))("import.title") };
}

/** Top-ups from a CSV file: every mistake first, then the good rows are written. */
export default async function ImportTopUpsPage() {
  await requireViewer("expenses:write");
  const t = await getTranslations("balances");
  const words = await getTranslations("csv");
  return (
    <Page>
      <PageHeader
        title={t("import.title")}
        description={t("import.description")}
        breadcrumbs={[{ label: t("title"), href: "/balances" }, { label: t("import.title") }]}
      />
      <ClientMessages areas={["csv", "balances"]}>
        <CsvImport
          preview={preview}
          run={importFile}
          template={`${TOP_UP_COLUMNS.join(",")}\r\n`}
          fileName="top-ups.csv"
        />
      </ClientMessages>
      <Section title={words("columns")} description={words("columnsHint")}>
        <ColumnList
          headings={{ column: words("column"), meaning: words("meaning") }}
          columns={TOP_UP_COLUMNS.map((name) => ({ name, meaning: t(`import.columns.${name}`) }))}
        />
      </Section>
    </Page>
  );
}
