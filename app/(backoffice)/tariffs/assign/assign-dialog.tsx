"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

type Props = {
  trigger: ReactNode;
  title: string;
  hint: string;
  verb: string;
  action: FormAction;
  /** The days that are asked for: both, only the first, or none because they are given. */
  days?: "both" | "first" | "none";
  from?: string;
  /** What is assigned to whom, as fields. */
  children: ReactNode;
};

/** Asks from which day on something is assigned or ends, and for the reason; the server's answer stands under its field. */
export function AssignDialog({ trigger, title, hint, verb, action, days = "both", from, children }: Props) {
  const t = useTranslations("tariffs");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{hint}</DialogDescription>
        </DialogHeader>
        <ActionForm action={action} onDone={() => setOpen(false)}>
          {children}
          {days !== "none" && (
            <div className="grid gap-4 sm:grid-cols-2">
              <FormField name="from" label={t(days === "both" ? "assign.from" : "assign.endsOn")}>
                <Input type="date" required defaultValue={from} />
              </FormField>
              {days === "both" && (
                <FormField name="to" label={t("assign.to")} hint={t("assign.optional")}>
                  <Input type="date" />
                </FormField>
              )}
            </div>
          )}
          <FormField name="reason" label={t("fields.reason")} description={t("form.reasonHint")}>
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
