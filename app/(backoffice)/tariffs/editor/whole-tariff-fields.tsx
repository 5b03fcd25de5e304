"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { TARIFF_TYPES } from "@/lib/tariffs/tariff";
import type { LimitForm, TariffForm } from "@/lib/tariffs/tariff-form";
import { useProblemAt } from "./problems";

const TAXES = ["YES", "NO", "N/A"] as const;

type Props = { form: TariffForm; onChange: (form: TariffForm) => void };

/** What holds for the tariff as a whole: limits, tax, type and its own dates. Open when anything of it is set. */
export function WholeTariffFields({ form, onChange }: Props) {
  const t = useTranslations("tariffs");
  const { minPrice, maxPrice, taxIncluded, type, validFrom, validTo, rest } = form;
  const isSet = [minPrice.net, minPrice.gross, maxPrice.net, maxPrice.gross, taxIncluded, type, validFrom, validTo];
  return (
    <details open={isSet.some((value) => value !== "") || undefined}>
      <summary className="cursor-pointer text-primary">{t("form.whole")}</summary>
      <div className="mt-3 grid max-w-2xl grid-cols-2 gap-3 sm:grid-cols-4">
        <Limit name="minPrice" form={form} onChange={onChange} />
        <Limit name="maxPrice" form={form} onChange={onChange} />
        <Field label={t("fields.taxIncluded")} className="col-span-2">
          <NativeSelect
            value={taxIncluded}
            onChange={(event) => onChange({ ...form, taxIncluded: event.target.value })}
          >
            <option value="">{t("tax.none")}</option>
            {TAXES.map((tax) => (
              <option key={tax} value={tax}>
                {t(`tax.${tax}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t("fields.type")} className="col-span-2">
          <NativeSelect value={type} onChange={(event) => onChange({ ...form, type: event.target.value })}>
            <option value="">{t("types.none")}</option>
            {TARIFF_TYPES.map((known) => (
              <option key={known} value={known}>
                {t(`types.${known}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Validity name="validFrom" path="start_date_time" form={form} onChange={onChange} />
        <Validity name="validTo" path="end_date_time" form={form} onChange={onChange} />
      </div>
      {rest && (
        <p className="mt-3 text-muted-foreground text-xs">{t("form.kept", { fields: Object.keys(rest).join(", ") })}</p>
      )}
    </details>
  );
}

const PATHS = { minPrice: "min_price", maxPrice: "max_price" } as const;

function Limit({ name, form, onChange }: Props & { name: keyof typeof PATHS }) {
  const t = useTranslations("tariffs");
  const problemAt = useProblemAt();
  const set = (limit: LimitForm) => onChange({ ...form, [name]: limit });
  const path = PATHS[name];
  return (
    <>
      <Field
        label={t(`fields.${name}Net`)}
        error={problemAt(path) ?? problemAt(`${path}.excl_vat`) ?? problemAt(`${path}.before_taxes`)}
      >
        <Input
          inputMode="decimal"
          value={form[name].net}
          onChange={(event) => set({ ...form[name], net: event.target.value })}
        />
      </Field>
      <Field label={t("fields.limitGross")} error={problemAt(`${path}.incl_vat`) ?? problemAt(`${path}.after_taxes`)}>
        <Input
          inputMode="decimal"
          aria-label={t(`fields.${name}Gross`)}
          value={form[name].gross}
          onChange={(event) => set({ ...form[name], gross: event.target.value })}
        />
      </Field>
    </>
  );
}

function Validity({ name, path, form, onChange }: Props & { name: "validFrom" | "validTo"; path: string }) {
  const t = useTranslations("tariffs");
  const problemAt = useProblemAt();
  return (
    <Field label={t(`fields.own_${name}`)} description={t("form.utc")} error={problemAt(path)} className="col-span-2">
      <Input
        type="datetime-local"
        step={1}
        value={form[name]}
        onChange={(event) => onChange({ ...form, [name]: event.target.value })}
      />
    </Field>
  );
}
