"use client";

import { ArrowDown, ArrowUp, Copy, Plus, Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentType, type MouseEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { type ElementForm, emptyElement } from "@/lib/tariffs/tariff-form";
import { SentenceText } from "../tariff-sentences";
import type { Sentence } from "../tariff-words";
import { AddCondition, type Condition, ConditionFields, shownConditions } from "./condition-fields";
import { AddPrice, PriceFields } from "./price-fields";

type Props = {
  elements: readonly ElementForm[];
  /** What each says so far; null while a price is missing. */
  sentences: readonly (Sentence | null)[];
  /** What is doubtful about single elements. */
  warnings: ReadonlyMap<number, readonly string[]>;
  onChange: (elements: ElementForm[]) => void;
};

/** The elements of a tariff in the order in which they are asked: special hours stand above the rest. */
export function ElementList({ elements, sentences, warnings, onChange }: Props) {
  const t = useTranslations("tariffs");
  const [news, setNews] = useState("");
  const nextKey = Math.max(-1, ...elements.map((element) => element.key)) + 1;
  const vat = elements.flatMap((element) => element.prices).find((price) => price.vat)?.vat;

  function move(index: number, step: -1 | 1) {
    const [moved, other] = [elements[index], elements[index + step]];
    if (!moved || !other) return;
    onChange(elements.map((element, at) => (at === index ? other : at === index + step ? moved : element)));
    setNews(t("form.moved", { element: index + 1, place: index + step + 1 }));
  }
  function duplicate(index: number) {
    const copy = { ...elements[index]!, key: nextKey };
    onChange([...elements.slice(0, index + 1), copy, ...elements.slice(index + 1)]);
  }
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        {news}
      </p>
      <ol className="flex flex-col gap-4">
        {elements.map((element, index) => (
          <li key={element.key} className="rounded-lg border bg-card">
            <Head
              number={index + 1}
              last={elements.length}
              sentence={sentences[index] ?? null}
              onMove={(step) => move(index, step)}
              onDuplicate={() => duplicate(index)}
              onRemove={() => onChange(elements.filter((known) => known !== element))}
            />
            <div className="flex flex-col gap-4 px-4 py-3">
              {warnings.get(index)?.map((warning) => (
                <p key={warning} className="flex gap-2 text-warning">
                  <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                  {warning}
                </p>
              ))}
              <ElementFields
                element={element}
                path={`elements[${index}]`}
                onChange={(next) => onChange(elements.map((known) => (known === element ? next : known)))}
              />
            </div>
          </li>
        ))}
      </ol>
      <div>
        <Button size="sm" onClick={() => onChange([...elements, emptyElement(nextKey, vat)])}>
          <Plus aria-hidden />
          {t("form.addElement")}
        </Button>
      </div>
    </div>
  );
}

function ElementFields(props: { element: ElementForm; path: string; onChange: (element: ElementForm) => void }) {
  const { element, path, onChange } = props;
  const [added, setAdded] = useState<readonly Condition[]>([]);
  const shown = shownConditions(element, added);
  const setPrices = (prices: ElementForm["prices"]) => onChange({ ...element, prices });
  return (
    <>
      <PriceFields prices={element.prices} path={`${path}.price_components`} onChange={setPrices} />
      <ConditionFields
        {...props}
        shown={shown}
        onRemove={(condition) => setAdded(added.filter((known) => known !== condition))}
      />
      <div className="-ml-2.5 flex flex-wrap gap-1">
        <AddPrice prices={element.prices} onChange={setPrices} />
        <AddCondition shown={shown} onAdd={(condition) => setAdded([...added, condition])} />
      </div>
    </>
  );
}

type HeadProps = {
  number: number;
  last: number;
  sentence: Sentence | null;
  onMove: (step: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

function Head({ number, last, sentence, onMove, onDuplicate, onRemove }: HeadProps) {
  const t = useTranslations("tariffs.form");
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
      <h2 className="flex min-w-0 flex-1 basis-60 gap-2.5 font-normal">
        <span className="sr-only">{t("element", { number })}: </span>
        <span aria-hidden className="figures font-semibold text-muted-foreground">
          {number}
        </span>
        {sentence ? <SentenceText {...sentence} /> : <span className="text-muted-foreground">{t("fillPrices")}</span>}
      </h2>
      <div className="flex">
        {last > 1 && (
          <>
            <Tool icon={ArrowUp} label={t("moveUp", { number })} off={number === 1} onClick={() => onMove(-1)} />
            <Tool icon={ArrowDown} label={t("moveDown", { number })} off={number === last} onClick={() => onMove(1)} />
          </>
        )}
        <Tool icon={Copy} label={t("duplicate", { number })} onClick={onDuplicate} />
        {last > 1 && <Tool icon={Trash2} label={t("removeElement", { number })} onClick={onRemove} />}
      </div>
    </div>
  );
}

/** A button that keeps the focus when its element moves, also to an end, where it can do no more. */
function Tool({
  icon: Icon,
  label,
  off = false,
  onClick,
}: {
  icon: ComponentType<{ "aria-hidden": boolean }>;
  label: string;
  off?: boolean;
  onClick: () => void;
}) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (off) return;
    const button = event.currentTarget;
    onClick();
    requestAnimationFrame(() => button.focus());
  }
  return (
    <Button
      size="icon-sm"
      variant="ghost"
      aria-label={label}
      title={label}
      aria-disabled={off || undefined}
      onClick={press}
    >
      <Icon aria-hidden />
    </Button>
  );
}
