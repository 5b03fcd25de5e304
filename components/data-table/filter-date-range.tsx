"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { formatDate } from "@/lib/i18n/format";
import type { FilterControlProps } from "./filter-bar";
import { FilterChip } from "./filter-chip";
import { dateRange } from "./filters";

/** From a date to a date, both included; one of them may stay open. */
export function DateRangeChip({ label, value, onChange }: FilterControlProps) {
  const t = useTranslations("common.table");
  const locale = useLocale();
  const range = value === null ? null : dateRange.parse(value);

  function words(): string | null {
    if (!range) return null;
    if (range.from === null) return t("until", { date: formatDate(range.to ?? "", locale) });
    if (range.to === null) return t("since", { date: formatDate(range.from, locale) });
    return `${formatDate(range.from, locale)} – ${formatDate(range.to, locale)}`;
  }

  return (
    <FilterChip label={label} value={words()} onClear={() => onChange(null)} className="w-64">
      {(close) => (
        <DateRangeForm
          from={range?.from ?? ""}
          to={range?.to ?? ""}
          onApply={(from, to) => {
            onChange(from || to ? dateRange.serialize({ from: from || null, to: to || null }) : null);
            close();
          }}
        />
      )}
    </FilterChip>
  );
}

function DateRangeForm({
  from,
  to,
  onApply,
}: {
  from: string;
  to: string;
  onApply: (from: string, to: string) => void;
}) {
  const t = useTranslations("common");
  const id = useId();
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [first, last] = [String(data.get("from")), String(data.get("to"))];
    if (first !== "" && last !== "" && first > last) onApply(last, first);
    else onApply(first, last);
  }
  return (
    <form onSubmit={apply} className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-2">
      <Label htmlFor={`${id}-from`}>{t("table.from")}</Label>
      <Input id={`${id}-from`} name="from" type="date" defaultValue={from} />
      <Label htmlFor={`${id}-to`}>{t("table.to")}</Label>
      <Input id={`${id}-to`} name="to" type="date" defaultValue={to} />
      <Button type="submit" variant="primary" className="col-span-2 mt-1">
        {t("actions.apply")}
      </Button>
    </form>
  );
}
