import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ColumnList } from "@/components/csv-import/column-list";
import { CsvImport } from "@/components/csv-import/csv-import";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { requireViewer } from "@/lib/access/viewer.server";
import { TOKEN_COLUMNS } from "@/lib/tokens/tokens-csv";
import { importFile, preview } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tokens"))("import.title") };
}

export default async function ImportTokensPage() {
  await requireViewer("tokens:write");
  const t = await getTranslations("tokens");
  const words = await getTranslations("csv");
  const template = `${TOKEN_COLUMNS.join(",")}\r\n`;
  return (
    <Page>
      <PageHeader
        title={t("import.title")}
        description={t("import.description")}
        breadcrumbs={[{ label: t("title"), href: "/tokens" }, { label: t("import.title") }]}
      />
      <ClientMessages areas={["csv", "tokens"]}>
        <CsvImport preview={preview} run={importFile} template={template} fileName="tokens.csv" />
      </ClientMessages>
      <Section title={words("columns")} description={words("columnsHint")}>
        <ColumnList
          headings={{ column: words("column"), meaning: words("meaning") }}
          columns={TOKEN_COLUMNS.map((name) => ({ name, meaning: t(`columns.${name}`) }))}
        />
      </Section>
    </Page>
  );
}
