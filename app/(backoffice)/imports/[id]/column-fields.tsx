"use client";

import { useTranslations } from "next-intl";
import { Section } from "@/components/shell/page";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { type ColumnMapping, CSV_FIELDS, type CsvField } from "@/lib/cdrs/csv-mapping";

/** What every file needs, in the order in which a person looks for it. */
const FIRST = [
  "cdrId",
  "startAt",
  "startDate",
  "startTime",
  "endAt",
  "endDate",
  "endTime",
  "duration",
  "energy",
  "evseUid",
  "evseId",
  "connectorId",
  "locationName",
  "tokenUid",
] as const satisfies readonly CsvField[];
const MORE = CSV_FIELDS.filter((field) => !(FIRST as readonly CsvField[]).includes(field));

/** Which column is what; what no column gives is behind "more". A moment may be one column or two; without an id, EVSE, connector and start make one (D20). */
export function ColumnFields({
  mapping,
  columns,
  onChange,
}: {
  mapping: ColumnMapping;
  columns: readonly string[];
  onChange: (columns: ColumnMapping["columns"]) => void;
}) {
  const t = useTranslations("imports");
  const isMapped = (field: CsvField) => mapping.columns[field] !== undefined;
  const shown = [...FIRST, ...MORE.filter(isMapped)];
  const hidden = MORE.filter((field) => !isMapped(field));

  function choose(field: CsvField, column: string) {
    const { [field]: _, ...others } = mapping.columns;
    onChange(column === "" ? others : { ...others, [field]: column });
  }
  const fieldOf = (field: CsvField) => (
    <ColumnField
      key={field}
      label={t(`fields.${field}`)}
      none={field === "cdrId" ? t("columns.noId") : t("columns.none")}
      value={mapping.columns[field] ?? ""}
      columns={columns}
      onChange={(column) => choose(field, column)}
    />
  );
  return (
    <Section title={t("columns.title")}>
      <div className="flex flex-col gap-1.5">{shown.map(fieldOf)}</div>
      <details>
        <summary className="cursor-pointer py-1.5 text-muted-foreground hover:text-foreground">
          {t("columns.more", { count: hidden.length })}
        </summary>
        <div className="flex flex-col gap-1.5 pt-1">{hidden.map(fieldOf)}</div>
      </details>
    </Section>
  );
}

function ColumnField({
  label,
  none,
  value,
  columns,
  onChange,
}: {
  label: string;
  none: string;
  value: string;
  columns: readonly string[];
  onChange: (column: string) => void;
}) {
  const t = useTranslations("imports.columns");
  const missing = value !== "" && !columns.includes(value);
  return (
    <Field
      label={label}
      error={missing && t("missing")}
      className="grid grid-cols-[9rem_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 [&_p]:col-start-2"
    >
      <NativeSelect value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{none}</option>
        {missing && <option value={value}>{value}</option>}
        {columns.map((column) => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
