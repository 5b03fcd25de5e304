"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldSet } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { type ConnectorValues, type EvseValues, POWER_TYPES, STANDARDS } from "@/lib/locations/location-input";

/** An EVSE with its connectors; connectors are added, never removed. */
export function EvseForm({
  action,
  locationId,
  evse,
}: {
  action: FormAction;
  locationId: string;
  evse: EvseValues | null;
}) {
  const t = useTranslations("locations");
  const known = evse?.connectors ?? [];
  const [count, setCount] = useState(Math.max(known.length, 1));
  return (
    <ActionForm action={action} className="gap-6">
      <input type="hidden" name="locationId" value={locationId} />
      {evse && <input type="hidden" name="id" value={evse.id} />}
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField name="uid" label={t("fields.uid")} description={t("form.uidHint")}>
          <Input required defaultValue={evse?.uid} />
        </FormField>
        <FormField name="evseId" label={t("fields.evseId")} description={t("form.evseIdHint")}>
          <Input defaultValue={evse?.evseId ?? ""} />
        </FormField>
        <FormField name="model" label={t("fields.model")}>
          <Input defaultValue={evse?.model ?? ""} />
        </FormField>
      </div>
      <FieldSet legend={t("detail.connectors")}>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
          <ConnectorRow key={index} index={index} connector={known[index] ?? null} />
        ))}
        <div>
          <Button size="sm" onClick={() => setCount(count + 1)}>
            <Plus aria-hidden />
            {t("form.addConnector")}
          </Button>
        </div>
      </FieldSet>
      <div className="flex gap-2">
        <SubmitButton>{evse ? t("form.save") : t("form.createEvse")}</SubmitButton>
        <Button variant="ghost" onClick={() => window.history.back()}>
          {t("form.cancel")}
        </Button>
      </div>
    </ActionForm>
  );
}

function ConnectorRow({ index, connector }: { index: number; connector: ConnectorValues | null }) {
  const t = useTranslations("locations");
  const name = (field: string) => `connectors.${index}.${field}`;
  const watts = connector?.maxPowerWatts;
  return (
    <div className="grid gap-4 sm:grid-cols-4">
      <FormField name={name("connectorId")} label={t("fields.connectorId")}>
        <Input required readOnly={connector !== null} defaultValue={connector?.connectorId ?? String(index + 1)} />
      </FormField>
      <FormField name={name("powerType")} label={t("fields.powerType")}>
        <NativeSelect defaultValue={connector?.powerType ?? "AC_3_PHASE"}>
          {POWER_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`powerTypes.${type}`)}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField name={name("standard")} label={t("fields.standard")}>
        <NativeSelect defaultValue={connector?.standard ?? ""}>
          <option value="">–</option>
          {STANDARDS.map((standard) => (
            <option key={standard}>{standard}</option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField name={name("maxPowerWatts")} label={t("fields.maxPower")}>
        <Input inputMode="decimal" defaultValue={watts == null ? "" : String(watts / 1000)} />
      </FormField>
    </div>
  );
}
