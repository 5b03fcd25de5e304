"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { assignSales } from "../actions";
import { AssignDialog } from "./assign-dialog";
import { TickList } from "./tick-list";

/** Gives all tokens of companies this EMP sales tariff for some days; single tokens have it from their own list. */
export function AssignToCompanies({
  tariffId,
  companies,
}: {
  tariffId: string;
  companies: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("tariffs.assign");
  return (
    <AssignDialog
      trigger={<Button>{t("companiesVerb")}</Button>}
      title={t("companiesTitle")}
      hint={t("companiesHint")}
      verb={t("companiesVerb")}
      action={assignSales}
    >
      <input type="hidden" name="tariffId" value={tariffId} />
      <TickList
        name="companyIds"
        options={companies}
        label={(count) => t("companies", { count })}
        search={t("searchCompanies")}
      />
    </AssignDialog>
  );
}
