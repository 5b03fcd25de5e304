"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FieldSet } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { PayerDefault } from "@/lib/cdrs/csv-mapping";
import type { ValidationRules } from "@/lib/cdrs/validation";
import { formatDecimal } from "@/lib/money/amount";
import { PRICING_MODES, type SourcePricing } from "@/lib/records/source-pricing";
import { saveSource } from "../actions";
import { type PayerCompanies, PayerField, type PayerValue } from "../payer-field";

const DECISIONS = {
  negativeEnergy: ["reject", "hold"],
  unknownEvse: ["hold", "reject"],
  creditOriginalUnknown: ["hold", "reject"],
  zeroEnergy: ["note", "hold"],
} as const;
const DURATIONS = ["maxDurationSeconds", "minDurationSeconds"] as const;
const QUANTITIES = ["maxEnergyKwh", "minEnergyKwh", "maxMeanPowerKw"] as const;

/** Name, payer and rules of a source; they hold for the imports to come. */
export function SourceForm({
  source,
  companies,
  mayEdit,
}: {
  source: {
    id: string;
    version: number;
    name: string;
    rules: ValidationRules;
    payer: PayerDefault;
    pricing: SourcePricing;
  };
  companies: PayerCompanies;
  mayEdit: boolean;
}) {
  const t = useTranslations("imports");
  const [payer, setPayer] = useState<PayerValue>(source.payer);
  const { rules } = source;
  return (
    <ActionForm action={saveSource}>
      <fieldset disabled={!mayEdit} className="flex flex-col gap-6">
        <input type="hidden" name="id" value={source.id} />
        <input type="hidden" name="version" value={source.version} />
        <FormField name="name" label={t("sources.name")} className="max-w-md">
          <Input defaultValue={source.name} maxLength={80} required />
        </FormField>
        <FieldSet legend={t("payer.title")}>
          <PayerField value={payer} companies={companies} onChange={setPayer} />
        </FieldSet>
        <PricingFields pricing={source.pricing} />
        <FieldSet legend={t("rules.title")} description={t("rules.description")}>
          <div className="grid gap-4 sm:grid-cols-2">
            {Object.entries(DECISIONS).map(([rule, answers]) => (
              <FormField key={rule} name={rule} label={t(`rules.${rule as keyof typeof DECISIONS}`)}>
                <NativeSelect defaultValue={rules[rule as keyof typeof DECISIONS]}>
                  {answers.map((answer) => (
                    <option key={answer} value={answer}>
                      {t(`rules.answers.${answer}`)}
                    </option>
                  ))}
                </NativeSelect>
              </FormField>
            ))}
            {DURATIONS.map((rule) => (
              <FormField key={rule} name={rule} label={t(`rules.${rule}`)} description={t("rules.hours")}>
                <Input inputMode="decimal" defaultValue={hoursText(rules[rule])} />
              </FormField>
            ))}
            {QUANTITIES.map((rule) => (
              <FormField key={rule} name={rule} label={t(`rules.${rule}`)} description={t("rules.off")}>
                <Input inputMode="decimal" defaultValue={rules[rule] ?? ""} />
              </FormField>
            ))}
          </div>
        </FieldSet>
        {mayEdit && (
          <div>
            <SubmitButton>{t("sources.save")}</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

/** What prices its CDRs, and how far the other prices may be off (D19). */
function PricingFields({ pricing }: { pricing: SourcePricing }) {
  const t = useTranslations("imports");
  const { mode, toleranceAmount, toleranceBasisPoints } = pricing;
  return (
    <FieldSet legend={t("sources.price")} description={t("sources.crossCheckHint")}>
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField name="pricing" label={t("sources.pricing")} description={t("sources.pricingHint")}>
          <NativeSelect defaultValue={mode}>
            {PRICING_MODES.map((each) => (
              <option key={each} value={each}>
                {t(`sources.pricings.${each}`)}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="toleranceAmount" label={t("sources.toleranceAmount")}>
          <Input inputMode="decimal" defaultValue={toleranceAmount === null ? "" : formatDecimal(toleranceAmount)} />
        </FormField>
        <FormField name="tolerancePercent" label={t("sources.tolerancePercent")}>
          <Input inputMode="decimal" defaultValue={toleranceBasisPoints === null ? "" : toleranceBasisPoints / 100} />
        </FormField>
      </div>
    </FieldSet>
  );
}

/** Seconds as hours, with at most three decimals. */
function hoursText(seconds: number | null): string {
  return seconds === null ? "" : String(Math.round((seconds / 3600) * 1000) / 1000);
}
