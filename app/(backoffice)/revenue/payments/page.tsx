import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ColumnList } from "@/components/csv-import/column-list";
import { CsvImport } from "@/components/csv-import/csv-import";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { requireViewer } from "@/lib/access/viewer.server";
import { PAYMENT_COLUMNS } from "@/lib/records/payments-csv";
import { importFile, preview } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("payments.title") };
}

/** Payments of sessions from a CSV file: every mistake first, then the good rows are booked. */
export default async function ImportPaymentsPage() {
  await requireViewer("records:collect");
  const t = await getTranslations("records");
  const words = await getTranslations("csv");
  return (
    <Page>
      <PageHeader
        title={t("payments.title")}
        description={t("payments.description")}
        breadcrumbs={[{ label: t("title"), href: "/revenue" }, { label: t("payments.title") }]}
      />
      <ClientMessages areas={["csv", "records"]}>
        <CsvImport
          preview={preview}
          run={importFile}
          template={`${PAYMENT_COLUMNS.join(",")}\r\n`}
          fileName="payments.csv"
        />
      </ClientMessages>
      <Section title={words("columns")} description={words("columnsHint")}>
        <ColumnList
          headings={{ column: words("column"), meaning: words("meaning") }}
          columns={PAYMENT_COLUMNS.map((name) => ({ name, meaning: t(`payments.columns.${name}`) }))}
        />
      </Section>
    </Page>
  );
}
