"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { DIMENSIONS, type TariffDimension } from "@/lib/tariffs/tariff";
import { type ElementForm, emptyElement, type PriceRow, type TariffForm } from "@/lib/tariffs/tariff-form";
import { RestrictionFields } from "./restriction-fields";

/** The elements of a tariff: the first that fits prices, so special hours stand above the rest. */
export function ElementFields({
  form,
  onChange,
  currencyFixed,
}: {
  form: TariffForm;
  onChange: (form: TariffForm) => void;
  currencyFixed: boolean;
}) {
  const t = useTranslations("tariffs");
  const set = (index: number, element: ElementForm | null) => {
    const elements = form.elements.flatMap((known, at) => (at === index ? (element ? [element] : []) : [known]));
    onChange({ ...form, elements });
  };
  return (
    <div className="flex flex-col gap-6">
      <Field label={t("fields.currency")} className="max-w-32">
        <Input
          value={form.currency}
          maxLength={3}
          readOnly={currencyFixed}
          onChange={(event) => onChange({ ...form, currency: event.target.value.toUpperCase() })}
        />
      </Field>
      {form.elements.map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of an element
        <FieldSet key={index} legend={t("form.element", { number: index + 1 })}>
          <Prices element={element} onChange={(next) => set(index, next)} />
          <RestrictionFields element={element} onChange={(next) => set(index, next)} />
          {form.elements.length > 1 && (
            <div>
              <Button size="sm" variant="ghost" onClick={() => set(index, null)}>
                <Trash2 aria-hidden />
                {t("form.removeElement")}
              </Button>
            </div>
          )}
        </FieldSet>
      ))}
      <div>
        <Button size="sm" onClick={() => onChange({ ...form, elements: [...form.elements, emptyElement()] })}>
          <Plus aria-hidden />
          {t("form.addElement")}
        </Button>
      </div>
    </div>
  );
}

function Prices({ element, onChange }: { element: ElementForm; onChange: (element: ElementForm) => void }) {
  const t = useTranslations("tariffs");
  const setPrice = (index: number, price: PriceRow | null) => {
    const prices = element.prices.flatMap((known, at) => (at === index ? (price ? [price] : []) : [known]));
    onChange({ ...element, prices });
  };
  const add = () => {
    const used = element.prices.map((price) => price.type);
    const type = DIMENSIONS.find((dimension) => !used.includes(dimension)) ?? "ENERGY";
    onChange({ ...element, prices: [...element.prices, { type, price: "", vat: "", stepSize: "1" }] });
  };
  return (
    <div className="flex flex-col gap-3">
      {element.prices.map((price, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
        <div key={index} className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[1.4fr_1fr_1fr_1fr_auto]">
          <Field label={t("fields.component")}>
            <NativeSelect
              value={price.type}
              onChange={(event) => setPrice(index, { ...price, type: event.target.value as TariffDimension })}
            >
              {DIMENSIONS.map((dimension) => (
                <option key={dimension} value={dimension}>
                  {t(`dimensions.${dimension}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={t(`unit.${price.type}`)}>
            <Input
              inputMode="decimal"
              value={price.price}
              onChange={(event) => setPrice(index, { ...price, price: event.target.value })}
            />
          </Field>
          <Field label={t("fields.vat")}>
            <Input
              inputMode="decimal"
              value={price.vat}
              onChange={(event) => setPrice(index, { ...price, vat: event.target.value })}
            />
          </Field>
          <Field label={t(`step.${price.type}`)}>
            <Input
              inputMode="numeric"
              value={price.stepSize}
              onChange={(event) => setPrice(index, { ...price, stepSize: event.target.value })}
            />
          </Field>
          <Button
            size="icon"
            variant="ghost"
            aria-label={t("form.removePrice")}
            disabled={element.prices.length === 1}
            onClick={() => setPrice(index, null)}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button size="sm" variant="ghost" onClick={add}>
          <Plus aria-hidden />
          {t("form.addPrice")}
        </Button>
      </div>
    </div>
  );
}
