"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "@/components/shell/page";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { type ColumnMapping, DELIMITERS, ENCODINGS } from "@/lib/cdrs/csv-mapping";
import { DATE_FORMATS } from "@/lib/cdrs/date-times";

const DELIMITER_NAMES = { ";": "semicolon", "\t": "tab", "|": "bar", ",": "comma" } as const;
const DECIMAL_NAMES = { ".": "point", ",": "comma" } as const;
const ENERGY_UNITS = ["kWh", "Wh"] as const;
const DURATIONS = ["duration", "chargingTime", "parkingTime"] as const;
const DURATION_UNITS = ["clock", "hours", "minutes", "seconds"] as const;

/** How the file writes rows, numbers and times. What the sample leaves open is said at its field. */
export function FormatFields({
  mapping,
  ambiguous,
  zones,
  onChange,
}: {
  mapping: ColumnMapping;
  ambiguous: { decimal: boolean; dateFormat: boolean };
  zones: readonly string[];
  onChange: (part: Partial<ColumnMapping>) => void;
}) {
  const t = useTranslations("imports.format");
  return (
    <Section title={t("title")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          label={t("delimiter")}
          value={mapping.delimiter}
          options={DELIMITERS.map((each) => [each, t(`delimiters.${DELIMITER_NAMES[each]}`)])}
          onChange={(delimiter) => onChange({ delimiter })}
        />
        <Field label={t("headerLine")} description={t("headerLineHint")}>
          <Input
            type="number"
            min={0}
            max={100}
            value={mapping.headerLine}
            onChange={(event) => onChange({ headerLine: Math.min(100, Math.max(0, Number(event.target.value))) })}
          />
        </Field>
        <Choice
          label={t("decimal")}
          value={mapping.decimal}
          options={([".", ","] as const).map((each) => [each, t(`decimals.${DECIMAL_NAMES[each]}`)])}
          onChange={(decimal) => onChange({ decimal })}
          hint={ambiguous.decimal && t("ambiguous")}
        />
        <Choice
          label={t("dateFormat")}
          value={mapping.dateFormat}
          options={DATE_FORMATS.map((each) => [each, t(`dateFormats.${each}`)])}
          onChange={(dateFormat) => onChange({ dateFormat })}
          hint={ambiguous.dateFormat && t("ambiguous")}
        />
        <Choice
          label={t("timeZone")}
          value={mapping.timeZone}
          options={zones.map((each) => [each, each.replaceAll("_", " ")])}
          onChange={(timeZone) => onChange({ timeZone })}
        />
        <Choice
          label={t("energyUnit")}
          value={mapping.energyUnit}
          options={ENERGY_UNITS.map((each) => [each, each])}
          onChange={(energyUnit) => onChange({ energyUnit })}
        />
        {DURATIONS.some((field) => mapping.columns[field] !== undefined) && (
          <Choice
            label={t("durationUnit")}
            value={mapping.durationUnit}
            options={DURATION_UNITS.map((each) => [each, t(`durationUnits.${each}`)])}
            onChange={(durationUnit) => onChange({ durationUnit })}
          />
        )}
        <Choice
          label={t("encoding")}
          value={mapping.encoding}
          options={ENCODINGS.map((each) => [each, each.toUpperCase()])}
          onChange={(encoding) => onChange({ encoding })}
        />
      </div>
    </Section>
  );
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
  hint,
}: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
  hint?: ReactNode;
}) {
  return (
    <Field label={label} description={hint || undefined}>
      <NativeSelect value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
