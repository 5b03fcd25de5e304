"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { SelectionFields } from "@/components/data-table";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";

export type OwnerOption = { id: string; name: string };

type OwnerDialogProps = {
  trigger: ReactNode;
  title: string;
  description: string;
  verb: string;
  action: FormAction;
  /** Null: nobody is to own it from the day on. */
  owners: readonly OwnerOption[] | null;
  values?: { partnerId?: string; from?: string; to?: string | null };
  /** Hidden fields that name what is owned. */
  children: ReactNode;
};

/** Asks for the partner and the days; the server's answer stands under its field. */
export function OwnerDialog({ trigger, title, description, verb, action, owners, values, children }: OwnerDialogProps) {
  const t = useTranslations("locations");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{description}</DialogDescription>
        <ActionForm action={action} onDone={() => setOpen(false)}>
          {children}
          {owners && (
            <FormField name="partnerId" label={t("owner.partner")}>
              <NativeSelect required defaultValue={values?.partnerId ?? ""}>
                <option value="" disabled />
                {owners.map((owner) => (
                  <option key={owner.id} value={owner.id}>
                    {owner.name}
                  </option>
                ))}
              </NativeSelect>
            </FormField>
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField name="from" label={t("owner.from")}>
              <Input type="date" required defaultValue={values?.from} />
            </FormField>
            <FormField name="to" label={t("owner.to")} description={t("owner.toHint")}>
              <Input type="date" defaultValue={values?.to ?? ""} />
            </FormField>
          </div>
          <FormField name="reason" label={t("owner.reason")} description={t("owner.reasonHint")}>
            <Textarea className="min-h-8" />
          </FormField>
          <div className="flex justify-end">
            <SubmitButton>{verb}</SubmitButton>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

/** In the bulk bar of the list: gives all EVSEs of the selected sites to a partner. */
export function AssignSelected({ action, owners }: { action: FormAction; owners: readonly OwnerOption[] }) {
  const t = useTranslations("locations");
  return (
    <OwnerDialog
      trigger={<Button size="sm">{t("owner.assign")}</Button>}
      title={t("owner.assignSites")}
      description={t("owner.assignHint")}
      verb={t("owner.assign")}
      action={action}
      owners={owners}
    >
      <SelectionFields name="locationIds[]" />
    </OwnerDialog>
  );
}
