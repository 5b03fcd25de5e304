"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { DIMENSIONS, type TariffDimension } from "@/lib/tariffs/tariff";
import type { PriceRow } from "@/lib/tariffs/tariff-form";
import { useProblemAt } from "./problems";

/** The price components of an element; `path` is the place of its list in the object. */
export function PriceFields({
  prices,
  path,
  onChange,
}: {
  prices: readonly PriceRow[];
  path: string;
  onChange: (prices: PriceRow[]) => void;
}) {
  const t = useTranslations("tariffs");
  const set = (index: number, price: PriceRow) => onChange(prices.map((known, at) => (at === index ? price : known)));
  return (
    <div className="flex flex-col gap-3">
      {prices.map((price, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
          key={index}
          className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[1.4fr_1fr_1fr_1fr_auto]"
        >
          <PriceRowFields price={price} path={`${path}[${index}]`} onChange={(next) => set(index, next)} />
          <Button
            size="icon"
            variant="ghost"
            className="sm:mt-6.5"
            aria-label={t("form.removePrice", { price: t(`dimensions.${price.type}`) })}
            disabled={prices.length === 1}
            onClick={() => onChange(prices.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
    </div>
  );
}

/** Adds a price for something that has none yet, with the VAT of the first. */
export function AddPrice({
  prices,
  onChange,
}: {
  prices: readonly PriceRow[];
  onChange: (prices: PriceRow[]) => void;
}) {
  const t = useTranslations("tariffs");
  const type = DIMENSIONS.find((dimension) => prices.every((price) => price.type !== dimension));
  if (!type) return null;
  const vat = prices[0]?.vat ?? "";
  return (
    <Button size="sm" variant="ghost" onClick={() => onChange([...prices, { type, price: "", vat, stepSize: "1" }])}>
      <Plus aria-hidden />
      {t("form.addPrice")}
    </Button>
  );
}

function PriceRowFields({
  price,
  path,
  onChange,
}: {
  price: PriceRow;
  path: string;
  onChange: (price: PriceRow) => void;
}) {
  const t = useTranslations("tariffs");
  const problemAt = useProblemAt();
  return (
    <>
      <Field label={t("fields.component")}>
        <NativeSelect
          value={price.type}
          onChange={(event) => onChange({ ...price, type: event.target.value as TariffDimension })}
        >
          {DIMENSIONS.map((dimension) => (
            <option key={dimension} value={dimension}>
              {t(`dimensions.${dimension}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t(`unit.${price.type}`)} error={problemAt(`${path}.price`)}>
        <Input
          inputMode="decimal"
          value={price.price}
          onChange={(event) => onChange({ ...price, price: event.target.value })}
        />
      </Field>
      <Field label={t("fields.vat")} error={problemAt(`${path}.vat`)}>
        <Input
          inputMode="decimal"
          value={price.vat}
          onChange={(event) => onChange({ ...price, vat: event.target.value })}
        />
      </Field>
      {price.type === "FLAT" ? (
        <span />
      ) : (
        <Field label={t(`step.${price.type}`)} error={problemAt(`${path}.step_size`)}>
          <Input
            inputMode="numeric"
            value={price.stepSize}
            onChange={(event) => onChange({ ...price, stepSize: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
