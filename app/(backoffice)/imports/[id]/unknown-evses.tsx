"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Count } from "@/components/figures";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { createEvses } from "../actions";

type Current = "AC" | "DC";
export type UnknownEvse = {
  uid: string;
  locationName: string | null;
  country: string | null;
  model: string | null;
  connectorIds: readonly string[];
  rows: number;
  /** Guessed from the model. */
  current: Current;
};

/** More than a person reads; the button for all concerns the rest too. */
const MOST_SHOWN = 100;

/** The EVSEs that rows wait for: create one or all, with what their files do not say. */
export function UnknownEvses({
  evses,
  defaults,
  countries,
  zones,
}: {
  evses: readonly UnknownEvse[];
  defaults: { country: string; timeZone: string };
  countries: readonly Country[];
  zones: readonly string[];
}) {
  const t = useTranslations("imports.unknown");
  const errors = useTranslations();
  const router = useRouter();
  const [place, setPlace] = useState(defaults);
  const [corrected, setCorrected] = useState<Record<string, Current>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const currents = () => Object.fromEntries(evses.map((evse) => [evse.uid, corrected[evse.uid] ?? evse.current]));

  function create(uids: string[]) {
    start(async () => {
      const answer = await createEvses({ uids, ...place, currents: currents() });
      if (answer.ok) {
        setProblem(null);
        toast.success(t("created", { count: answer.value }));
        router.refresh();
        return;
      }
      const key = answer.error.code.replace(".", ".errors.");
      setProblem(errors.has(key as "common.errors.invalid") ? errors(key as "common.errors.invalid") : t("failed"));
    });
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl text-muted-foreground">{t("text")}</p>
      {problem && <Alert tone="danger">{problem}</Alert>}
      <div className="flex flex-wrap items-end gap-4">
        <PlaceFields place={place} countries={countries} zones={zones} onChange={setPlace} />
        <Button
          variant="primary"
          disabled={busy || place.country === ""}
          onClick={() => create(evses.map((evse) => evse.uid))}
        >
          {t("createAll", { count: evses.length })}
        </Button>
      </div>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("uid")}</TableHead>
            <TableHead>{t("location")}</TableHead>
            <TableHead>{t("model")}</TableHead>
            <TableHead>{t("connectors")}</TableHead>
            <TableHead>{t("current")}</TableHead>
            <TableHead align="end">{t("waiting")}</TableHead>
            <TableHead>
              <span className="sr-only">{t("create")}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {evses.slice(0, MOST_SHOWN).map((evse) => (
            <TableRow key={evse.uid}>
              <TableCell className="font-medium">{evse.uid}</TableCell>
              <TableCell>{evse.locationName ?? t("ownSite")}</TableCell>
              <TableCell className="text-muted-foreground">{evse.model}</TableCell>
              <TableCell className="text-muted-foreground">{evse.connectorIds.join(", ")}</TableCell>
              <TableCell>
                <NativeSelect
                  aria-label={`${t("current")} ${evse.uid}`}
                  className="w-20"
                  value={corrected[evse.uid] ?? evse.current}
                  onChange={(event) => setCorrected({ ...corrected, [evse.uid]: event.target.value as Current })}
                >
                  <option value="AC">AC</option>
                  <option value="DC">DC</option>
                </NativeSelect>
              </TableCell>
              <TableCell align="end">
                <Count value={evse.rows} />
              </TableCell>
              <TableCell align="end">
                <Button size="sm" disabled={busy || place.country === ""} onClick={() => create([evse.uid])}>
                  {t("create")}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {evses.length > MOST_SHOWN && (
        <p className="text-muted-foreground">{t("more", { count: evses.length - MOST_SHOWN })}</p>
      )}
    </div>
  );
}

/** Named on the server: browsers call some countries by other names. */
export type Country = { code: string; name: string };
type Place = { country: string; timeZone: string };

/** Where EVSEs stand whose files do not say it. */
function PlaceFields({
  place,
  countries,
  zones,
  onChange,
}: {
  place: Place;
  countries: readonly Country[];
  zones: readonly string[];
  onChange: (place: Place) => void;
}) {
  const t = useTranslations("imports.unknown");
  return (
    <>
      <Field label={t("country")} className="w-52">
        <NativeSelect value={place.country} onChange={(event) => onChange({ ...place, country: event.target.value })}>
          <option value="">{t("choose")}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t("timeZone")} className="w-52">
        <NativeSelect value={place.timeZone} onChange={(event) => onChange({ ...place, timeZone: event.target.value })}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </>
  );
}
