"use client";

import { useTranslations } from "next-intl";
import { SelectionFields, useSelection } from "@/components/data-table";
import type { TariffOption } from "@/lib/tariffs/tariff-options";
import { assign, assignSales } from "../actions";
import { AssignChoice } from "./assign-choice";

const OF_CONNECTORS = "connectorIds[]";

/** In the bulk bar of a list: gives what is selected a tariff from a day on. */
export function AssignSelected({
  field,
  tariffs,
}: {
  field: "connectorIds[]" | "tokenIds[]" | "companyIds[]";
  tariffs: readonly TariffOption[];
}) {
  const t = useTranslations("tariffs.assign");
  const { ids } = useSelection();
  return (
    <AssignChoice
      title={t("selectedTitle", { count: ids.length })}
      action={field === OF_CONNECTORS ? assign : assignSales}
      tariffs={tariffs}
    >
      <SelectionFields name={field} />
    </AssignChoice>
  );
}
