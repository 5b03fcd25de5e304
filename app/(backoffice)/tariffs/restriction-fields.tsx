"use client";

import { useLocale, useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { WEEKDAYS, type Weekday } from "@/lib/tariffs/tariff";
import type { ElementForm } from "@/lib/tariffs/tariff-form";

const FIELDS = [
  ["startTime", "time"],
  ["endTime", "time"],
  ["minDuration", "text"],
  ["maxDuration", "text"],
  ["minKwh", "text"],
  ["maxKwh", "text"],
] as const;

/** When an element holds; all that is filled in must be met, and nothing means always. */
export function RestrictionFields({
  element,
  onChange,
}: {
  element: ElementForm;
  onChange: (element: ElementForm) => void;
}) {
  const t = useTranslations("tariffs");
  const weekday = new Intl.DateTimeFormat(useLocale(), { weekday: "short", timeZone: "UTC" });
  const isRestricted = element.days.length > 0 || FIELDS.some(([field]) => element[field] !== "");
  function toggle(day: Weekday, on: boolean) {
    onChange({ ...element, days: WEEKDAYS.filter((known) => (known === day ? on : element.days.includes(known))) });
  }
  return (
    <details open={isRestricted}>
      <summary className="text-primary">{t("form.restrictions")}</summary>
      <div className="mt-3 grid grid-cols-2 gap-3 sm:grid-cols-6">
        {FIELDS.map(([field, type]) => (
          <Field key={field} label={t(`restrictions.${field}`)}>
            <Input
              type={type}
              value={element[field]}
              onChange={(event) => onChange({ ...element, [field]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <fieldset className="mt-3 flex flex-wrap gap-x-4 gap-y-2">
        <legend className="mb-1.5 font-medium">{t("restrictions.days")}</legend>
        {WEEKDAYS.map((day, index) => (
          <Field key={day} layout="inline" label={weekday.format(Date.UTC(2024, 0, index + 1))}>
            <Checkbox checked={element.days.includes(day)} onChange={(event) => toggle(day, event.target.checked)} />
          </Field>
        ))}
      </fieldset>
    </details>
  );
}
