"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { FilterControlProps } from "./filter-bar";
import { FilterChip } from "./filter-chip";

export type SelectOption = { value: string; label: string };

/** From this many options on, they can be searched. */
const SEARCHABLE = 9;
/** More names than this become "first + n". */
const NAMED = 2;

/** One or some of given options; values that are no option are dropped. */
export function SelectChip({
  label,
  value,
  onChange,
  options,
  multiple = false,
}: FilterControlProps & { options: readonly SelectOption[]; multiple?: boolean }) {
  const chosen = options.filter((option) => (value ?? "").split(",").includes(option.value));

  function choose(option: SelectOption, close: () => void) {
    if (!multiple) {
      onChange(option.value);
      close();
      return;
    }
    const kept = chosen.filter((item) => item !== option);
    const next = kept.length < chosen.length ? kept : [...chosen, option];
    onChange(next.map((item) => item.value).join(",") || null);
  }

  const names = chosen.slice(0, NAMED).map((option) => option.label);
  const more = chosen.length > NAMED ? ` +${chosen.length - NAMED}` : "";
  return (
    <FilterChip
      label={label}
      value={chosen.length > 0 ? names.join(", ") + more : null}
      onClear={() => onChange(null)}
      className="w-64 p-1"
    >
      {(close) => (
        <Options options={options} chosen={chosen} multiple={multiple} onChoose={(option) => choose(option, close)} />
      )}
    </FilterChip>
  );
}

function Options({
  options,
  chosen,
  multiple,
  onChoose,
}: {
  options: readonly SelectOption[];
  chosen: readonly SelectOption[];
  multiple: boolean;
  onChoose: (option: SelectOption) => void;
}) {
  const t = useTranslations("common.table");
  const locale = useLocale();
  const group = useId();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase(locale);
  const shown = options.filter((option) => option.label.toLocaleLowerCase(locale).includes(wanted));
  return (
    <>
      {options.length >= SEARCHABLE && (
        <Input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          aria-label={t("searchOptions")}
          placeholder={t("searchOptions")}
          className="mb-1 h-8"
        />
      )}
      <div className="max-h-72 overflow-y-auto">
        {shown.map((option) => (
          <label
            key={option.value}
            htmlFor={`${group}-${option.value}`}
            className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 hover:bg-accent"
          >
            <Choice
              id={`${group}-${option.value}`}
              group={group}
              multiple={multiple}
              checked={chosen.includes(option)}
              onChoose={() => onChoose(option)}
            />
            <span className="min-w-0 truncate">{option.label}</span>
          </label>
        ))}
        {shown.length === 0 && <p className="px-2 py-3 text-center text-muted-foreground">{t("noOption")}</p>}
      </div>
    </>
  );
}

/** A checkbox, or where only one can be chosen a radio; a radio that is already chosen closes the list again. */
function Choice({
  id,
  group,
  multiple,
  checked,
  onChoose,
}: {
  id: string;
  group: string;
  multiple: boolean;
  checked: boolean;
  onChoose: () => void;
}) {
  if (multiple) return <Checkbox id={id} checked={checked} onChange={onChoose} />;
  return (
    <input
      id={id}
      type="radio"
      name={group}
      checked={checked}
      onChange={onChoose}
      onClick={() => checked && onChoose()}
      className={cn("size-4 shrink-0 accent-primary")}
    />
  );
}
