"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { SimulatedMonths } from "@/lib/contracts/simulation-input";

/** First and last month of a simulation. */
export function MonthFields({ months }: { months: SimulatedMonths }) {
  const t = useTranslations("contracts.simulation");
  return (
    <div className="flex flex-wrap gap-4">
      <FormField name="months.fromMonth" label={t("from")} className="w-44">
        <Input type="month" required defaultValue={months.fromMonth} />
      </FormField>
      <FormField name="months.untilMonth" label={t("until")} className="w-44">
        <Input type="month" required defaultValue={months.untilMonth} />
      </FormField>
    </div>
  );
}
