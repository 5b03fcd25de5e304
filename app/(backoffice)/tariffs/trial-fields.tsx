"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { formatPower } from "@/lib/i18n/format";
import { averageKw, type Trial } from "@/lib/tariffs/trial-session";

/** The most that the sliders offer; more can be typed. */
const RANGES = {
  energyKwh: { max: 100, step: 0.5 },
  minutes: { max: 480, step: 5 },
  parkingMinutes: { max: 720, step: 5 },
} as const;
const MOST_KW = { AC: 43, DC: 400 } as const;

/** The made-up session: each figure as a slider and as a field. */
export function TrialFields({ trial, onChange }: { trial: Trial; onChange: (changes: Partial<Trial>) => void }) {
  const t = useTranslations("trials");
  return (
    <div className="@container flex flex-col gap-4">
      <div className="grid @xs:grid-cols-2 grid-cols-1 gap-x-3 gap-y-4">
        <Field label={t("fields.start")}>
          <Input
            type="datetime-local"
            value={trial.start}
            onChange={(event) => event.target.value && onChange({ start: event.target.value })}
          />
        </Field>
        <Field label={t("fields.zone")}>
          <Input list="time-zones" value={trial.zone} onChange={(event) => onChange({ zone: event.target.value })} />
        </Field>
      </div>
      {(["energyKwh", "minutes", "parkingMinutes"] as const).map((field) => (
        <Slider
          key={field}
          label={t(`fields.${field}`)}
          value={trial[field]}
          {...RANGES[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
      <Slider
        label={t("fields.peakKw")}
        value={trial.peakKw}
        max={MOST_KW[trial.current]}
        step={0.5}
        onChange={(value) => onChange({ peakKw: value })}
        description={<PowerHint trial={trial} />}
      />
      <Field label={t("fields.current")} description={t(`currentHint.${trial.current}`)}>
        <NativeSelect
          value={trial.current}
          onChange={(event) => onChange({ current: event.target.value === "DC" ? "DC" : "AC" })}
        >
          <option value="AC">AC</option>
          <option value="DC">DC</option>
        </NativeSelect>
      </Field>
    </div>
  );
}

/** What the highest power does, or how much it would take to charge the energy in the time. */
function PowerHint({ trial }: { trial: Trial }) {
  const t = useTranslations("trials.powerHint");
  const locale = useLocale();
  const isWhole = /^\d{1,6}(\.\d{1,4})?$/.test(trial.energyKwh) && /^\d{1,5}$/.test(trial.minutes);
  const steadyKw = isWhole ? averageKw(trial) : null;
  const average = steadyKw === null ? "–" : formatPower(steadyKw, locale);
  if (steadyKw === null || Number(trial.peakKw) === 0) return t("steady", { average });
  return Number(trial.peakKw) > Number(steadyKw) ? t("falls") : t("tooLow", { average });
}

function Slider({
  label,
  value,
  max,
  step,
  description,
  onChange,
}: {
  label: string;
  value: string;
  max: number;
  step: number;
  description?: ReactNode;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("trials");
  return (
    <div className="flex flex-col gap-1.5">
      <Field label={label} description={description}>
        <Input inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value.replace(",", "."))} />
      </Field>
      <input
        type="range"
        aria-label={t("slider", { label })}
        className="w-full accent-primary"
        min={0}
        max={max}
        step={step}
        value={Number(value) || 0}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
