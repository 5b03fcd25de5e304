"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState, useTransition } from "react";
import { Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ColumnMapping, MappingGap } from "@/lib/cdrs/csv-mapping";
import type { Preview } from "@/lib/cdrs/preview";
import { previewMapping, startImport } from "../actions";
import { fieldName } from "../finding-words";
import { type PayerCompanies, PayerField, type PayerValue, readPayer } from "../payer-field";
import { ColumnFields } from "./column-fields";
import { FileTable } from "./file-table";
import { FormatFields } from "./format-fields";
import { PreviewTable } from "./preview-table";

/** Long enough not to ask for each key, short enough to feel immediate. */
const PAUSE_MS = 200;

export type MappingOrigin = "remembered" | "guessed" | "failed";

/** The mapping of a CSV file: what was guessed, beside real rows that are read again with each correction. */
export function MappingEditor({
  importId,
  initial,
  origin,
  ambiguous,
  initialPreview,
  companies,
  zones,
}: {
  importId: string;
  initial: ColumnMapping;
  origin: MappingOrigin;
  ambiguous: { decimal: boolean; dateFormat: boolean };
  initialPreview: Preview;
  companies: PayerCompanies;
  zones: readonly string[];
}) {
  const t = useTranslations("imports");
  const router = useRouter();
  const [mapping, setMapping] = useState(initial);
  const [payer, setPayer] = useState<PayerValue>(initial.payerDefault);
  const { preview, reading, problem: unreadable } = usePreview(importId, mapping, initialPreview);
  const [problem, setProblem] = useState<string | null>(null);
  const [starting, start] = useTransition();
  const payerDefault = readPayer(payer);
  const ready = preview.gaps.length === 0 && !unreadable && payerDefault !== null;

  function change(part: Partial<ColumnMapping>) {
    setMapping((current) => ({ ...current, ...part }));
  }
  function begin() {
    if (!payerDefault) return;
    start(async () => {
      const answer = await startImport({ importId, mapping: { ...mapping, payerDefault } });
      if (answer.ok) router.refresh();
      else
        setProblem(
          t(`errors.${answer.error.code.replace("imports.", "")}` as "errors.gone", answer.error.params as never),
        );
    });
  }

  return (
    <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[23rem_minmax(0,1fr)]">
      <div className="flex flex-col gap-6">
        <p className="text-muted-foreground">{t(`mapping.origin.${origin}`)}</p>
        <FormatFields mapping={mapping} ambiguous={ambiguous} zones={zones} onChange={change} />
        <ColumnFields mapping={mapping} columns={preview.columns} onChange={(columns) => change({ columns })} />
        <Section title={t("payer.title")}>
          <PayerField value={payer} companies={companies} onChange={setPayer} />
        </Section>
        <div className="sticky bottom-0 flex flex-col gap-2 border-t bg-background py-3">
          {problem && <Alert tone="danger">{problem}</Alert>}
          <Gaps gaps={preview.gaps} />
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="primary" size="lg" disabled={!ready || starting || reading} onClick={begin}>
              {t("mapping.start")}
            </Button>
            <span className="text-[0.8125rem] text-muted-foreground">{t("mapping.remembered")}</span>
          </div>
        </div>
      </div>
      <div className={cn("flex min-w-0 flex-col gap-6", reading && "dimmed")} aria-busy={reading}>
        <Section title={t("mapping.preview")} description={t("mapping.previewHint")}>
          {unreadable ? (
            <Alert tone="danger">{t("errors.mappingInvalid")}</Alert>
          ) : (
            <>
              <Verdict preview={preview} />
              <PreviewTable preview={preview} zone={mapping.timeZone} />
            </>
          )}
        </Section>
        <Section title={t("mapping.file")} description={t("mapping.fileHint")}>
          <FileTable preview={preview} columns={mapping.columns} />
        </Section>
      </div>
    </div>
  );
}

/** The rows as the server reads them with the mapping; the last answer stays until the next one is there. */
function usePreview(importId: string, mapping: ColumnMapping, initial: Preview) {
  const [preview, setPreview] = useState(initial);
  const [problem, setProblem] = useState(false);
  const [reading, start] = useTransition();
  const shown = useRef(mapping);
  const read = useEffectEvent((wanted: ColumnMapping) => {
    if (shown.current === wanted) return;
    shown.current = wanted;
    start(async () => {
      const answer = await previewMapping({ importId, mapping: wanted });
      if (answer.ok) setPreview(answer.value);
      setProblem(!answer.ok);
    });
  });
  useEffect(() => {
    const timer = setTimeout(() => read(mapping), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [mapping]);
  return { preview, reading, problem };
}

/** How many of the rows shown would become sessions. */
function Verdict({ preview }: { preview: Preview }) {
  const t = useTranslations("imports.mapping");
  const readable = preview.rows.filter((row) => row.session !== null).length;
  const total = preview.rows.length;
  return (
    <p aria-live="polite">
      <Badge tone={readable === total && total > 0 ? "success" : "warning"}>{t("readable", { readable, total })}</Badge>
    </p>
  );
}

function Gaps({ gaps }: { gaps: readonly MappingGap[] }) {
  const t = useTranslations("imports");
  if (gaps.length === 0) return null;
  return (
    <Alert tone="warning" title={t("mapping.gaps")}>
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
