"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { NativeSelect } from "@/components/ui/native-select";
import { assign } from "../actions";
import { AssignDialog } from "./assign-dialog";
import { TickList } from "./tick-list";

/** Gives the connectors of many sites this tariff for some days. */
export function AssignToSites({
  tariffId,
  sites,
}: {
  tariffId: string;
  sites: readonly { id: string; name: string; city: string }[];
}) {
  const t = useTranslations("tariffs.assign");
  const options = sites.map(({ id, name, city }) => ({ id, name: [name, city].filter(Boolean).join(", ") }));
  return (
    <AssignDialog
      trigger={<Button>{t("verb")}</Button>}
      title={t("title")}
      hint={t("hint")}
      verb={t("verb")}
      action={assign}
    >
      <input type="hidden" name="tariffId" value={tariffId} />
      <TickList name="locationIds" options={options} label={(count) => t("sites", { count })} search={t("search")} />
      <FormField name="current" label={t("connectors")}>
        <NativeSelect>
          <option value="">{t("all")}</option>
          <option value="AC">AC</option>
          <option value="DC">DC</option>
        </NativeSelect>
      </FormField>
    </AssignDialog>
  );
}
