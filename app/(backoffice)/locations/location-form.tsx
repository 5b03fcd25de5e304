"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { CountryOption } from "@/lib/input/countries";
import type { LocationValues } from "@/lib/locations/location-input";

/** Where a location is, and how files name it. `defaults` are those of the only organization, if there is one. */
export function LocationForm({
  action,
  location,
  defaults,
  countries,
}: {
  action: FormAction;
  location: LocationValues | null;
  defaults: { country: string; timeZone: string };
  countries: readonly CountryOption[];
}) {
  const t = useTranslations("locations");
  return (
    <ActionForm action={action} className="gap-6">
      {location && <input type="hidden" name="id" value={location.id} />}
      {location && <input type="hidden" name="version" value={location.version} />}
      <div className="grid gap-4 sm:grid-cols-6">
        <FormField name="name" label={t("fields.name")} className="sm:col-span-3">
          <Input required defaultValue={location?.name} />
        </FormField>
        <FormField
          name="externalId"
          label={t("fields.externalId")}
          description={t("form.externalIdHint")}
          className="sm:col-span-3"
        >
          <Input defaultValue={location?.externalId} />
        </FormField>
        <FormField name="address" label={t("fields.address")} className="sm:col-span-6">
          <Input defaultValue={location?.address} />
        </FormField>
        <FormField name="postalCode" label={t("fields.postalCode")} className="sm:col-span-2">
          <Input defaultValue={location?.postalCode} />
        </FormField>
        <FormField name="city" label={t("fields.city")} className="sm:col-span-2">
          <Input defaultValue={location?.city} />
        </FormField>
        <FormField name="country" label={t("fields.country")} className="sm:col-span-2">
          <NativeSelect required defaultValue={location?.country ?? defaults.country}>
            <option value="" disabled />
            {countries.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField
          name="timeZone"
          label={t("fields.timeZone")}
          description={t("form.timeZoneHint")}
          className="sm:col-span-2"
        >
          <Input required defaultValue={location?.timeZone ?? defaults.timeZone} list="time-zones" />
        </FormField>
        <FormField name="latitude" label={t("fields.latitude")} className="sm:col-span-2">
          <Input inputMode="decimal" defaultValue={location?.latitude ?? ""} />
        </FormField>
        <FormField name="longitude" label={t("fields.longitude")} className="sm:col-span-2">
          <Input inputMode="decimal" defaultValue={location?.longitude ?? ""} />
        </FormField>
      </div>
      <div className="flex gap-2">
        <SubmitButton>{location ? t("form.save") : t("form.create")}</SubmitButton>
        <Button variant="ghost" onClick={() => window.history.back()}>
          {t("form.cancel")}
        </Button>
      </div>
    </ActionForm>
  );
}
