import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { companyOptions } from "@/db/queries/companies";
import { findSource, type ImportDetail } from "@/db/queries/imports";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import type { MappingGap } from "@/lib/cdrs/csv-mapping";
import { columnMapping } from "@/lib/cdrs/csv-mapping";
import { previewCsv, previewOcpi, readSample, suggestMapping } from "@/lib/cdrs/preview-file.server";
import { rememberedPayer } from "@/lib/cdrs/source-payer";
import { fieldName } from "../finding-words";
import { MappingEditor } from "./mapping-editor";
import { OcpiStart } from "./ocpi-start";
import { PreviewTable } from "./preview-table";

/** What the file looks like and how it will be read; a person corrects it before anything is imported. */
export async function Mapping({ viewer, found, zone }: { viewer: Viewer; found: ImportDetail; zone: string }) {
  const { source, sample, companies } = await readAs(viewer, async (tx) => ({
    source: await findSource(tx, found.sourceId),
    sample: await readSample(tx, found),
    companies: { internal: await companyOptions(tx, "partner"), roaming: await companyOptions(tx, "emp") },
  }));
  // A failed import is corrected from the mapping it failed with.
  const remembered = found.mapping ?? source?.mapping;
  if (found.format === "ocpi") {
    const preview = await previewOcpi(sample, found.rules);
    return (
      <ClientMessages areas={["imports"]}>
        <OcpiStart importId={found.id} payer={rememberedPayer(remembered)} companies={companies} />
        <Preview>
          <PreviewTable preview={preview} zone={zone} />
        </Preview>
      </ClientMessages>
    );
  }
  const failed = found.state === "failed" ? columnMapping.safeParse(found.mapping) : null;
  const suggested = failed?.success
    ? { mapping: failed.data, origin: "failed" as const, ambiguous: { decimal: false, dateFormat: false } }
    : await suggestMapping(sample, remembered, zone);
  const preview = await previewCsv(sample, suggested.mapping, found.rules);
  return (
    <>
      {found.state === "failed" && <Failure problem={found.problem} />}
      <ClientMessages areas={["imports"]}>
        <MappingEditor
          importId={found.id}
          initial={suggested.mapping}
          origin={suggested.origin}
          ambiguous={suggested.ambiguous}
          initialPreview={preview}
          companies={companies}
          zones={Intl.supportedValuesOf("timeZone")}
        />
      </ClientMessages>
    </>
  );
}

async function Preview({ children }: { children: React.ReactNode }) {
  const t = await getTranslations("imports.mapping");
  return (
    <Section title={t("preview")} description={t("previewHint")}>
      {children}
    </Section>
  );
}

/** Why nothing of the file could be read, gap by gap. */
async function Failure({ problem }: { problem: unknown }) {
  const t = await getTranslations("imports");
  const { gaps = [] } = (problem ?? {}) as { gaps?: MappingGap[] };
  return (
    <Alert tone="danger" title={t("mapping.failed")}>
      <ul className="list-disc pl-4">
        {gaps.map((gap) => (
          <li key={JSON.stringify(gap)}>
            {gap.code === "column_not_in_file"
              ? t("gaps.column_not_in_file", { column: gap.column, field: fieldName(t, gap.fields[0] ?? null) })
              : t("gaps.field_not_mapped", { fields: gap.fields.map((field) => fieldName(t, field)).join(" / ") })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
