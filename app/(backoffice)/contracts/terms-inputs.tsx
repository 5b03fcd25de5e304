"use client";

import { ChevronRight, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField, useFaultyFields } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { EMPTY_TERMS, type TermsFormValues } from "@/lib/contracts/terms-form-values";
import type { Messages } from "@/lib/i18n/messages";

type FieldsOf<Value> = {
  [Field in keyof TermsFormValues]-?: TermsFormValues[Field] extends Value ? Field : never;
}[keyof TermsFormValues];
export type TextField = Extract<FieldsOf<string>, keyof Messages["contracts"]["terms"]>;
export type CheckField = FieldsOf<boolean>;
type ListField = "rates" | "recipients" | "revenueBands" | "energyBands";

/** What the fields are filled with, and whom to tell when rows come or go. */
export const TermsValues = createContext<{ values: TermsFormValues; onRows: (inside: Element) => void }>({
  values: EMPTY_TERMS,
  onRows: () => undefined,
});

/** A percentage, an amount or a rate; what is left empty is not agreed. */
export function Figure({ name, required = false }: { name: TextField; required?: boolean }) {
  const t = useTranslations("contracts.terms");
  const { values } = useContext(TermsValues);
  return (
    <FormField name={`terms.${name}`} label={t(name)}>
      <Input inputMode="decimal" required={required} defaultValue={values[name]} />
    </FormField>
  );
}

export function Check({ name }: { name: CheckField }) {
  const t = useTranslations("contracts.terms");
  const { values } = useContext(TermsValues);
  return (
    <FormField name={`terms.${name}`} layout="inline" label={t(name)}>
      <Checkbox defaultChecked={values[name]} />
    </FormField>
  );
}

/**
 * Terms that belong together, folded away while nothing of them is agreed. It opens by itself when a field inside was
 * refused: an error is never hidden.
 */
export function TermsGroup({
  title,
  hint,
  fields,
  children,
}: {
  title: ReactNode;
  hint: ReactNode;
  fields: readonly (keyof TermsFormValues)[];
  children: ReactNode;
}) {
  const { values } = useContext(TermsValues);
  const faulty = useFaultyFields();
  const isAgreed = fields.some((field) => JSON.stringify(values[field]) !== JSON.stringify(EMPTY_TERMS[field]));
  const isFaulty = fields.some((field) =>
    faulty.some((name) => name === `terms.${field}` || name.startsWith(`terms.${field}.`)),
  );
  const [isOpen, setOpen] = useState(isAgreed);
  return (
    <details
      open={isOpen || isFaulty}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group border-t py-3 last:border-b"
    >
      <summary className="flex flex-wrap items-baseline gap-x-3 rounded-sm">
        <ChevronRight aria-hidden className="size-4 self-center text-muted-foreground group-open:rotate-90" />
        <span className="font-medium">{title}</span>
        <span className="text-[0.8125rem] text-muted-foreground">{hint}</span>
      </summary>
      <div className="flex flex-col gap-4 pt-4 pb-1 pl-7">{children}</div>
    </details>
  );
}

/** A row that is shown, whatever becomes of those before it. */
type Row = { key: number; index: number | null };

/** Rows of two fields; `children` draws the row at an index, filled from the values of the index it began with. */
export function RowList({
  name,
  add,
  children,
}: {
  name: ListField;
  add: ReactNode;
  children: (path: string, valuesIndex: number | null) => ReactNode;
}) {
  const t = useTranslations("contracts.form");
  const { values, onRows } = useContext(TermsValues);
  const filled = values[name].length;
  const [rows, setRows] = useState<readonly Row[]>(() =>
    Array.from({ length: filled }, (_, index) => ({ key: index, index })),
  );
  const next = useRef(filled);
  const count = rows.length;
  // The form's own change events know nothing of fields that vanish.
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when rows come or go
  useEffect(() => {
    if (list.current) onRows(list.current);
  }, [count, onRows]);
  return (
    <div ref={list} className="flex flex-col gap-3">
      {rows.map((row, place) => (
        <div key={row.key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-3">
          {children(`terms.${name}.${place}`, row.index)}
          <Button
            size="sm"
            variant="ghost"
            className="mt-6"
            aria-label={t("removeRow", { number: place + 1 })}
            onClick={() => setRows(rows.filter((other) => other !== row))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => {
            setRows([...rows, { key: next.current, index: null }]);
            next.current += 1;
          }}
        >
          <Plus aria-hidden />
          {add}
        </Button>
      </div>
    </div>
  );
}
