"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import { type PayerCompanies, PayerField, type PayerValue, readPayer } from "../../../imports/payer-field";
import { setPayer } from "./actions";

/** Says who pays for a session of which nobody knew, or for all with its token (D1). */
export function SetPayer({
  cdr,
  label,
  hasToken,
  companies,
}: {
  cdr: string;
  label: string;
  hasToken: boolean;
  companies: PayerCompanies;
}) {
  const t = useTranslations("cdrs.setPayer");
  const [open, setOpen] = useState(false);
  const [payer, setPayerValue] = useState<PayerValue>({ kind: "ad_hoc" });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{t("open")}</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>{t("title", { cdr: label })}</DialogTitle>
        <DialogDescription>{t("text")}</DialogDescription>
        <ActionForm action={setPayer} onDone={() => setOpen(false)}>
          <input type="hidden" name="cdr" value={cdr} />
          <PayerField value={payer} companies={companies} onChange={setPayerValue} />
          {hasToken && (
            <FormField name="sameToken" label={t("sameToken")} layout="inline">
              <Checkbox defaultChecked />
            </FormField>
          )}
          <FormField name="reason" label={t("reason")}>
            <Textarea required rows={2} />
          </FormField>
          <SubmitButton disabled={payer.kind === "unknown" || readPayer(payer) === null}>{t("submit")}</SubmitButton>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
