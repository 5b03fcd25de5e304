"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { NativeSelect } from "@/components/ui/native-select";
import { type PayerDefault, payerDefault } from "@/lib/cdrs/csv-mapping";

/** A payer in the making: `internal` and `roaming` still need their company. */
export type PayerValue = { kind: PayerDefault["kind"]; companyId?: string };
export type PayerCompanies = Record<"internal" | "roaming", readonly { id: string; name: string }[]>;

const KINDS = ["unknown", "ad_hoc", "own_driver", "internal", "roaming"] as const;

/** The rule as it is stored, or null while its company is missing. */
export function readPayer(value: PayerValue): PayerDefault | null {
  const parsed = payerDefault.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** Who pays for sessions whose token is missing or belongs to nobody (D1). The names are those of a form. */
export function PayerField({
  value,
  companies,
  onChange,
}: {
  value: PayerValue;
  companies: PayerCompanies;
  onChange: (value: PayerValue) => void;
}) {
  const t = useTranslations("imports.payer");
  const choices = value.kind === "internal" || value.kind === "roaming" ? companies[value.kind] : null;
  return (
    <div className="flex max-w-md flex-col gap-4">
      <Field label={t("label")} description={t(`hints.${value.kind}`)}>
        <NativeSelect
          name="payerKind"
          value={value.kind}
          onChange={(event) => onChange({ kind: event.target.value as PayerValue["kind"] })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {choices && (
        <FormField
          name="payerCompany"
          label={value.kind === "internal" ? t("partner") : t("emp")}
          description={t("companyHint")}
        >
          <NativeSelect
            value={value.companyId ?? ""}
            onChange={(event) => onChange({ kind: value.kind, companyId: event.target.value })}
          >
            <option value="">{t("choose")}</option>
            {choices.map((company) => (
              <option key={company.id} value={company.id}>
                {company.name}
              </option>
            ))}
          </NativeSelect>
        </FormField>
      )}
    </div>
  );
}
