"use client";

import { Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { WEEKDAYS, type Weekday } from "@/lib/tariffs/tariff";
import type { ElementForm, RestrictionField } from "@/lib/tariffs/tariff-form";
import { weekdayName } from "../tariff-words";
import { useProblemAt } from "./problems";

/** Conditions of two bounds: from (included) and until (not included). */
const SPANS = {
  time: { from: "startTime", until: "endTime", names: ["start_time", "end_time"], type: "time" },
  date: { from: "startDate", until: "endDate", names: ["start_date", "end_date"], type: "date" },
  energy: { from: "minKwh", until: "maxKwh", names: ["min_kwh", "max_kwh"], type: "text" },
  duration: { from: "minDuration", until: "maxDuration", names: ["min_duration", "max_duration"], type: "text" },
  power: { from: "minPower", until: "maxPower", names: ["min_power", "max_power"], type: "text" },
  current: { from: "minCurrent", until: "maxCurrent", names: ["min_current", "max_current"], type: "text" },
} as const satisfies Record<
  string,
  { from: RestrictionField; until: RestrictionField; names: readonly [string, string]; type: string }
>;
type Span = keyof typeof SPANS;

const CONDITIONS = ["days", "time", "date", "energy", "duration", "power", "current", "reservation"] as const;
export type Condition = (typeof CONDITIONS)[number];

type Props = { element: ElementForm; path: string; onChange: (element: ElementForm) => void };

/** The conditions that are set, and those that somebody has just added and not filled in yet. */
export function shownConditions(element: ElementForm, added: readonly Condition[]): Condition[] {
  return CONDITIONS.filter((condition) => added.includes(condition) || isSet(element, condition));
}

/** When an element holds; all that is filled in must be met, and nothing means always. */
export function ConditionFields({
  shown,
  onRemove,
  ...props
}: Props & { shown: readonly Condition[]; onRemove: (condition: Condition) => void }) {
  const { element, onChange } = props;
  function remove(condition: Condition) {
    onRemove(condition);
    onChange(cleared(element, condition));
  }
  return shown.map((condition) => (
    <ConditionRow key={condition} name={condition} onRemove={() => remove(condition)}>
      {condition === "days" ? (
        <Days {...props} />
      ) : condition === "reservation" ? (
        <Reservation {...props} />
      ) : (
        <Bounds span={condition} {...props} />
      )}
    </ConditionRow>
  ));
}

/** Offers the conditions that are not shown yet. */
export function AddCondition({ shown, onAdd }: { shown: readonly Condition[]; onAdd: (condition: Condition) => void }) {
  const t = useTranslations("tariffs");
  const others = CONDITIONS.filter((condition) => !shown.includes(condition));
  if (others.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" variant="ghost">
          <Plus aria-hidden />
          {t("form.addCondition")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {others.map((condition) => (
          <DropdownMenuItem key={condition} onSelect={() => onAdd(condition)}>
            {t(`conditions.${condition}`)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function isSet(element: ElementForm, condition: Condition): boolean {
  if (condition === "days") return element.days.length > 0;
  if (condition === "reservation") return element.reservation !== "";
  const { from, until } = SPANS[condition];
  return element[from] !== "" || element[until] !== "";
}

function cleared(element: ElementForm, condition: Condition): ElementForm {
  if (condition === "days") return { ...element, days: [] };
  if (condition === "reservation") return { ...element, reservation: "" };
  const { from, until } = SPANS[condition];
  return { ...element, [from]: "", [until]: "" };
}

function ConditionRow({ name, onRemove, children }: { name: Condition; onRemove: () => void; children: ReactNode }) {
  const t = useTranslations("tariffs");
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1.5 sm:grid-cols-[8rem_minmax(0,1fr)_auto]">
      <legend className="sr-only">{t(`conditions.${name}`)}</legend>
      <span aria-hidden className="font-medium sm:pt-1.5">
        {t(`conditions.${name}`)}
      </span>
      <div className="col-span-full row-start-2 sm:col-auto sm:row-start-auto">{children}</div>
      <Button
        size="icon"
        variant="ghost"
        className="col-start-2 row-start-1 sm:col-start-3"
        aria-label={t("form.removeCondition", { condition: t(`conditions.${name}`) })}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
    </fieldset>
  );
}

function Bounds({ span, element, path, onChange }: Props & { span: Span }) {
  const t = useTranslations("tariffs");
  const problemAt = useProblemAt();
  const { from, until, names, type } = SPANS[span];
  return (
    <div className="grid grid-cols-2 gap-3 sm:max-w-md">
      {([from, until] as const).map((field, side) => (
        <Field
          key={field}
          className="gap-1"
          label={
            <span className="font-normal text-muted-foreground text-xs">
              {t(side === 0 ? `bounds.${span}From` : `bounds.${span}Until`)}
            </span>
          }
          error={problemAt(`${path}.restrictions.${names[side]}`)}
        >
          <Input
            type={type}
            inputMode={type === "text" ? "decimal" : undefined}
            value={element[field]}
            onChange={(event) => onChange({ ...element, [field]: event.target.value })}
          />
        </Field>
      ))}
    </div>
  );
}

function Days({ element, onChange }: Props) {
  const locale = useLocale();
  function toggle(day: Weekday, on: boolean) {
    onChange({ ...element, days: WEEKDAYS.filter((known) => (known === day ? on : element.days.includes(known))) });
  }
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2 sm:pt-1.5">
      {WEEKDAYS.map((day, index) => (
        <Field key={day} layout="inline" label={weekdayName(index + 1, locale)}>
          <Checkbox checked={element.days.includes(day)} onChange={(event) => toggle(day, event.target.checked)} />
        </Field>
      ))}
    </div>
  );
}

function Reservation({ element, onChange }: Props) {
  const t = useTranslations("tariffs");
  return (
    <NativeSelect
      className="w-full sm:max-w-md"
      aria-label={t("conditions.reservation")}
      value={element.reservation}
      onChange={(event) => onChange({ ...element, reservation: event.target.value as ElementForm["reservation"] })}
    >
      <option value="">{t("reservations.none")}</option>
      <option value="RESERVATION">{t("reservations.RESERVATION")}</option>
      <option value="RESERVATION_EXPIRES">{t("reservations.RESERVATION_EXPIRES")}</option>
    </NativeSelect>
  );
}
