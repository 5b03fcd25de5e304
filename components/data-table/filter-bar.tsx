"use client";

import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { type ReactNode, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { DateRangeChip } from "./filter-date-range";
import { MonthChip } from "./filter-month";
import { SearchFilter } from "./filter-search";
import { SelectChip, type SelectOption } from "./filter-select";
import { useListTransition } from "./list-transition";
import { CURSOR_KEYS } from "./query";

/**
 * One filter of a list. `key` is the parameter in the address and the key of the page's `readFilters` shape:
 * `search` ↔ `text`, `month` ↔ `month`, `dates` ↔ `dateRange`, `select` ↔ `oneOf`/`id`, with `multiple` `manyOf`/`ids`.
 */
export type Filter =
  | { type: "search"; key: string; label: string }
  | { type: "month"; key: string; label: string }
  | { type: "dates"; key: string; label: string }
  | { type: "select"; key: string; label: string; options: readonly SelectOption[]; multiple?: boolean };

/**
 * The chips above a list. All of them live in the address; a change goes back to the first page and keeps the old
 * rows, dimmed, until the new ones are there. `children` stand at the right end (column chooser, export).
 */
export function FilterBar({ filters, children }: { filters: readonly Filter[]; children?: ReactNode }) {
  const t = useTranslations("common");
  const { start } = useListTransition();
  const parsers = useMemo(() => {
    const keys = [...filters.map((filter) => filter.key), ...CURSOR_KEYS];
    return Object.fromEntries(keys.map((key) => [key, parseAsString]));
  }, [filters]);
  const [values, setValues] = useQueryStates(parsers, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition: start,
  });

  function set(key: string, value: string | null) {
    setValues({ [key]: value || null, after: null, before: null });
  }
  function clearAll() {
    setValues(Object.fromEntries(Object.keys(parsers).map((key) => [key, null])));
  }
  const active = filters.some((filter) => values[filter.key]);

  return (
    <search aria-label={t("table.filters")} className="flex flex-wrap items-center gap-2 print:hidden">
      {filters.map((filter) => (
        <FilterControl
          key={filter.key}
          filter={filter}
          value={values[filter.key] ?? null}
          onChange={(value) => set(filter.key, value)}
        />
      ))}
      {active && (
        <Button size="sm" variant="ghost" className="text-muted-foreground" onClick={clearAll}>
          {t("actions.clearAll")}
        </Button>
      )}
      {children && <div className="ml-auto flex items-center gap-1">{children}</div>}
    </search>
  );
}

/** What each filter control gets: the raw value of the address, and how to change it (null removes). */
export type FilterControlProps = { label: string; value: string | null; onChange: (value: string | null) => void };

function FilterControl({ filter, ...props }: Omit<FilterControlProps, "label"> & { filter: Filter }) {
  switch (filter.type) {
    case "search":
      return <SearchFilter label={filter.label} {...props} />;
    case "month":
      return <MonthChip label={filter.label} {...props} />;
    case "dates":
      return <DateRangeChip label={filter.label} {...props} />;
    case "select":
      return <SelectChip label={filter.label} options={filter.options} multiple={filter.multiple} {...props} />;
  }
}
