"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

type Option = { id: string; name: string };

/** Things to tick, with a search and "all that are shown"; what is ticked stays ticked while searching. */
export function TickList({
  name,
  options,
  label,
  search: searchLabel,
}: {
  /** The field that gets the ids. */
  name: string;
  options: readonly Option[];
  label: (chosen: number) => string;
  search: string;
}) {
  const t = useTranslations("tariffs");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = options.filter((option) => option.name.toLowerCase().includes(search.toLowerCase()));
  function set(ids: readonly string[], on: boolean) {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  }
  return (
    <div className="flex flex-col gap-2">
      {[...chosen].map((id) => (
        <input key={id} type="hidden" name={`${name}[]`} value={id} />
      ))}
      <FormField name={name} label={label(chosen.size)}>
        <Input
          name="search"
          type="search"
          value={search}
          placeholder={searchLabel}
          onChange={(event) => setSearch(event.target.value)}
        />
      </FormField>
      <Field layout="inline" label={t("assign.allShown", { count: shown.length })}>
        <Checkbox
          checked={shown.length > 0 && shown.every((option) => chosen.has(option.id))}
          onChange={(event) =>
            set(
              shown.map((option) => option.id),
              event.target.checked,
            )
          }
        />
      </Field>
      <div className="flex max-h-48 flex-col gap-1.5 overflow-y-auto rounded-md border p-2.5">
        {shown.map((option) => (
          <Field key={option.id} layout="inline" label={option.name}>
            <Checkbox checked={chosen.has(option.id)} onChange={(event) => set([option.id], event.target.checked)} />
          </Field>
        ))}
      </div>
    </div>
  );
}
