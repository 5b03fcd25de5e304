"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { assign } from "../actions";

type Site = { id: string; name: string; city: string };

/** Gives the connectors of many sites this tariff for some days. */
export function AssignTariff({ tariffId, sites }: { tariffId: string; sites: readonly Site[] }) {
  const t = useTranslations("tariffs");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{t("assign.verb")}</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>{t("assign.title")}</DialogTitle>
        <DialogDescription>{t("assign.hint")}</DialogDescription>
        <ActionForm action={assign} onDone={() => setOpen(false)}>
          <input type="hidden" name="tariffId" value={tariffId} />
          <SiteChoice sites={sites} />
          <div className="grid gap-4 sm:grid-cols-3">
            <FormField name="current" label={t("assign.connectors")}>
              <NativeSelect>
                <option value="">{t("assign.all")}</option>
                <option value="AC">AC</option>
                <option value="DC">DC</option>
              </NativeSelect>
            </FormField>
            <FormField name="from" label={t("assign.from")}>
              <Input type="date" required />
            </FormField>
            <FormField name="to" label={t("assign.to")}>
              <Input type="date" />
            </FormField>
          </div>
          <FormField name="reason" label={t("fields.reason")} description={t("form.reasonHint")}>
            <Textarea className="min-h-8" />
          </FormField>
          <div className="flex justify-end">
            <SubmitButton>{t("assign.verb")}</SubmitButton>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

/** Sites to tick, with a search and "all that are shown"; what is ticked stays ticked while searching. */
function SiteChoice({ sites }: { sites: readonly Site[] }) {
  const t = useTranslations("tariffs");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = sites.filter((site) => `${site.name} ${site.city}`.toLowerCase().includes(search.toLowerCase()));
  function set(ids: readonly string[], on: boolean) {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  }
  return (
    <div className="flex flex-col gap-2">
      {[...chosen].map((id) => (
        <input key={id} type="hidden" name="locationIds[]" value={id} />
      ))}
      <FormField name="locationIds" label={t("assign.sites", { count: chosen.size })}>
        <Input
          name="search"
          type="search"
          value={search}
          placeholder={t("assign.search")}
          onChange={(event) => setSearch(event.target.value)}
        />
      </FormField>
      <Field layout="inline" label={t("assign.allShown", { count: shown.length })}>
        <Checkbox
          checked={shown.length > 0 && shown.every((site) => chosen.has(site.id))}
          onChange={(event) =>
            set(
              shown.map((site) => site.id),
              event.target.checked,
            )
          }
        />
      </Field>
      <div className="flex max-h-48 flex-col gap-1.5 overflow-y-auto rounded-md border p-2.5">
        {shown.map((site) => (
          <Field key={site.id} layout="inline" label={[site.name, site.city].filter(Boolean).join(", ")}>
            <Checkbox checked={chosen.has(site.id)} onChange={(event) => set([site.id], event.target.checked)} />
          </Field>
        ))}
      </div>
    </div>
  );
}
