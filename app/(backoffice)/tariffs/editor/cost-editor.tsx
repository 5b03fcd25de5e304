"use client";

import { Braces, ListOrdered, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type ReactNode, useDeferredValue, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { checkTariff, type TariffWarning } from "@/lib/tariffs/check";
import { describeTariff } from "@/lib/tariffs/sentences";
import type { Tariff } from "@/lib/tariffs/tariff";
import { elementOf, type TariffForm } from "@/lib/tariffs/tariff-form";
import { readTariffJson } from "@/lib/tariffs/tariff-input";
import { TariffProblems } from "../tariff-problems";
import { TariffWarnings, useWarningWords } from "../tariff-warnings";
import { type Sentence, useTariffWords } from "../tariff-words";
import { type CostDraft, inMode, jsonOf, problemsToShow, withText } from "./cost-draft";
import { ElementList } from "./element-list";
import { PresetChoice } from "./preset-choice";
import { Problems } from "./problems";
import { WholeTariffFields } from "./whole-tariff-fields";

type Props = {
  draft: CostDraft;
  currency: string;
  /** True after a try to save: what is missing is then wrong too. */
  complete: boolean;
  onChange: (draft: CostDraft) => void;
  /** The button that takes the cost away again. */
  remove: ReactNode;
};

/** The OCPI tariff of one cost as a form or as JSON, with what it says and what is doubtful about it, live. */
export function CostEditor({ draft, currency, complete, onChange, remove }: Props) {
  const t = useTranslations("tariffs");
  const json = jsonOf(draft, currency);
  const read = useMemo(() => readTariffJson(json), [json]);
  const problems = problemsToShow(read.ok ? [] : read.problems, !complete && draft.mode === "form");
  const checked = useDeferredValue(read.ok ? read.tariff : null);
  const warnings = useMemo(() => (checked ? checkTariff(checked) : []), [checked]);
  const isForm = draft.mode === "form";
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-end gap-1">
        {isForm && isUnpriced(draft.form) && (
          <PresetChoice onChoose={(elements) => onChange({ ...draft, form: { ...draft.form, elements } })} />
        )}
        <Button size="sm" variant="ghost" onClick={() => onChange(inMode(draft, isForm ? "json" : "form", currency))}>
          {isForm ? <Braces aria-hidden /> : <ListOrdered aria-hidden />}
          {t(isForm ? "form.json" : "form.form")}
        </Button>
        <JsonFile onText={(text) => onChange(fromFile(draft, text, currency))} />
        {remove}
      </div>
      {isForm ? (
        <Problems problems={problems}>
          <FormSide
            form={draft.form}
            tariff={read.ok ? read.tariff : null}
            warnings={warnings}
            onChange={(form) => onChange({ ...draft, form })}
          />
        </Problems>
      ) : (
        <>
          {problems.length > 0 && <TariffProblems problems={problems} />}
          <Field label={t("form.jsonLabel")} description={t("form.jsonHint")}>
            <Textarea
              value={draft.text}
              onChange={(event) => onChange(withText(draft, event.target.value))}
              spellCheck={false}
              className="min-h-96 font-mono text-[0.8125rem]"
            />
          </Field>
          <TariffWarnings warnings={warnings} />
        </>
      )}
    </div>
  );
}

/** A file that is a tariff opens as a form; any other as text, with what is wrong with it. */
function fromFile(draft: CostDraft, text: string, currency: string): CostDraft {
  const next = withText(draft, text);
  return readTariffJson(text).ok ? inMode(next, "form", currency) : next;
}

function FormSide({
  form,
  tariff,
  warnings,
  onChange,
}: {
  form: TariffForm;
  tariff: Tariff | null;
  warnings: readonly TariffWarning[];
  onChange: (form: TariffForm) => void;
}) {
  const say = useWarningWords();
  const sentences = useSentences(form, tariff);
  const byElement = new Map<number, string[]>();
  for (const warning of warnings) {
    if ("element" in warning) {
      byElement.set(warning.element, [...(byElement.get(warning.element) ?? []), say(warning)]);
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <ElementList
        elements={form.elements}
        sentences={sentences}
        warnings={byElement}
        onChange={(elements) => onChange({ ...form, elements })}
      />
      <TariffWarnings warnings={warnings.filter((warning) => !("element" in warning))} />
      <WholeTariffFields form={form} onChange={onChange} />
    </div>
  );
}

/** True as long as choosing another shape loses nothing. */
function isUnpriced({ elements }: TariffForm): boolean {
  return elements.every(({ prices }) => prices.every(({ price }) => price === ""));
}

/** The sentence of each element; while the whole is no tariff yet, of those that can be read by themselves. */
function useSentences(form: TariffForm, tariff: Tariff | null): (Sentence | null)[] {
  const { sentence } = useTariffWords();
  const whole = tariff && describeTariff(tariff).elements;
  return form.elements.map((element, index) => {
    const said = whole ? whole[index] : describedAlone(form, elementOf(element));
    return said ? sentence(said) : null;
  });
}

function describedAlone({ currency, taxIncluded }: TariffForm, element: object) {
  const alone = { currency, elements: [element], ...(taxIncluded && { tax_included: taxIncluded }) };
  const read = readTariffJson(JSON.stringify(alone));
  return read.ok ? describeTariff(read.tariff).elements[0] : undefined;
}

function JsonFile({ onText }: { onText: (text: string) => void }) {
  const t = useTranslations("tariffs.form");
  const input = useRef<HTMLInputElement>(null);
  async function take(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.target.files ?? [];
    if (file) onText(await file.text());
    event.target.value = "";
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t("openFile")}
        onChange={(event) => void take(event)}
      />
      <Button size="sm" variant="ghost" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {t("openFile")}
      </Button>
    </>
  );
}
