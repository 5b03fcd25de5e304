"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CountryOption } from "@/lib/input/countries";

type UnknownEvse = {
  uid: string;
  locationName: string | null;
  model: string | null;
  connectorIds: readonly string[];
  /** Guessed from the model. */
  dc: boolean;
};

/** All or some of the EVSEs that files name, with what was guessed about them. */
export function UnknownEvsesForm({
  action,
  evses,
  defaults,
  countries,
}: {
  action: FormAction;
  evses: readonly UnknownEvse[];
  defaults: { country: string; timeZone: string };
  countries: readonly CountryOption[];
}) {
  const t = useTranslations("locations");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(evses.map((evse) => evse.uid)));
  function choose(uid: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(uid);
    else next.delete(uid);
    setChosen(next);
  }
  return (
    <ActionForm action={action}>
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        <FormField name="country" label={t("fields.country")}>
          <NativeSelect required defaultValue={defaults.country}>
            <option value="" disabled />
            {countries.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="timeZone" label={t("fields.timeZone")}>
          <Input required defaultValue={defaults.timeZone} placeholder="Europe/Berlin" list="time-zones" />
        </FormField>
      </div>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("fields.uid")}</TableHead>
            <TableHead>{t("unknown.location")}</TableHead>
            <TableHead>{t("fields.model")}</TableHead>
            <TableHead>{t("detail.connectors")}</TableHead>
            <TableHead>{t("unknown.isDc")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {evses.map((evse) => (
            <TableRow key={evse.uid}>
              <TableCell>
                <label htmlFor={`uid-${evse.uid}`} className="flex items-center gap-2.5 font-medium">
                  <Checkbox
                    id={`uid-${evse.uid}`}
                    name="uids[]"
                    value={evse.uid}
                    checked={chosen.has(evse.uid)}
                    onChange={(event) => choose(evse.uid, event.target.checked)}
                  />
                  {evse.uid}
                </label>
              </TableCell>
              <TableCell>{evse.locationName ?? t("unknown.noLocation")}</TableCell>
              <TableCell className="text-muted-foreground">{evse.model}</TableCell>
              <TableCell>{evse.connectorIds.join(", ")}</TableCell>
              <TableCell>
                <Checkbox
                  name="dc[]"
                  value={evse.uid}
                  defaultChecked={evse.dc}
                  aria-label={t("unknown.isDcOf", { uid: evse.uid })}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <div>
        <SubmitButton disabled={chosen.size === 0}>{t("unknown.create", { count: chosen.size })}</SubmitButton>
      </div>
    </ActionForm>
  );
}
