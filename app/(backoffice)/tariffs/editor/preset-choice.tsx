"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ElementForm } from "@/lib/tariffs/tariff-form";
import { elementsOfPreset, TARIFF_PRESETS } from "@/lib/tariffs/tariff-presets";

/** The usual shapes that a new tariff may start from; choosing one replaces the elements. */
export function PresetChoice({ onChoose }: { onChoose: (elements: ElementForm[]) => void }) {
  const t = useTranslations("tariffs.presets");
  return (
    <div className="mr-auto flex flex-wrap items-center gap-2">
      <span className="text-muted-foreground">{t("start")}</span>
      {TARIFF_PRESETS.map((preset) => (
        <Button key={preset} size="sm" onClick={() => onChoose(elementsOfPreset(preset))}>
          {t(preset)}
        </Button>
      ))}
    </div>
  );
}
