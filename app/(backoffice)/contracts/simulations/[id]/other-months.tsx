"use client";

import { useTranslations } from "next-intl";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { SimulatedMonths } from "@/lib/contracts/simulation-input";
import { simulateMonths } from "../../actions";
import { MonthFields } from "./month-fields";

/** The same proposal once more, over other months. */
export function OtherMonths({ id, months }: { id: string; months: SimulatedMonths }) {
  const t = useTranslations("contracts.simulation");
  return (
    <details>
      <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">{t("otherMonths")}</summary>
      <ActionForm action={simulateMonths} className="pt-3">
        <input type="hidden" name="id" value={id} />
        <MonthFields months={months} />
        <div>
          <SubmitButton variant="secondary">{t("start")}</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
