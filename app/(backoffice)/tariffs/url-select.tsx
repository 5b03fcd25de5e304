"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useListTransition } from "@/components/data-table/list-transition";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";

export type UrlOption = { value: string; label: string };

/** A choice that stands in the address; `also` are parameters that mean nothing any more once it changes. */
export function UrlSelect({
  param,
  label,
  value,
  options,
  also,
}: {
  param: string;
  label: string;
  /** What the page shows now, said by the address or not; empty where nothing is chosen. */
  value: string;
  options: readonly UrlOption[];
  also?: readonly string[];
}) {
  const { start } = useListTransition();
  const parsers = useMemo(
    () => Object.fromEntries([param, ...(also ?? [])].map((key) => [key, parseAsString])),
    [param, also],
  );
  const [values, setValues] = useQueryStates(parsers, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition: start,
  });
  const choose = (next: string) =>
    setValues({ ...Object.fromEntries((also ?? []).map((key) => [key, null])), [param]: next || null });
  return (
    <Field label={label}>
      <NativeSelect value={values[param] ?? value} onChange={(event) => choose(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
