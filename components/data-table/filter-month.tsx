"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { isMonth } from "@/lib/calendar/iso";
import { formatMonth, formatMonthName } from "@/lib/i18n/format";
import type { FilterControlProps } from "./filter-bar";
import { FilterChip } from "./filter-chip";

/** A month, chosen from a year of twelve (the browsers' own month field is missing in two of four). */
export function MonthChip({ label, value, onChange }: FilterControlProps) {
  const locale = useLocale();
  const month = value !== null && isMonth(value) ? value : null;
  return (
    <FilterChip
      label={label}
      value={month && formatMonth(month, locale)}
      onClear={() => onChange(null)}
      className="w-60 p-2"
    >
      {(close) => (
        <MonthGrid
          value={month}
          onChoose={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </FilterChip>
  );
}

/** Twelve months of a year, with steps to the years beside it. */
export function MonthGrid({ value, onChoose }: { value: string | null; onChoose: (month: string) => void }) {
  const t = useTranslations("common.table");
  const locale = useLocale();
  const [year, setYear] = useState(() => Number(value?.slice(0, 4) ?? new Date().getFullYear()));
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <Button size="icon-sm" variant="ghost" aria-label={t("previousYear")} onClick={() => setYear(year - 1)}>
          <ChevronLeft />
        </Button>
        <span aria-live="polite" className="figures font-medium">
          {year}
        </span>
        <Button size="icon-sm" variant="ghost" aria-label={t("nextYear")} onClick={() => setYear(year + 1)}>
          <ChevronRight />
        </Button>
      </div>
      <div className="grid grid-cols-3 gap-1">
        {months.map((month) => (
          <Button
            key={month}
            size="sm"
            variant={month === value ? "primary" : "ghost"}
            aria-pressed={month === value}
            aria-label={formatMonth(month, locale)}
            onClick={() => onChoose(month)}
          >
            {formatMonthName(month, locale)}
          </Button>
        ))}
      </div>
    </div>
  );
}
