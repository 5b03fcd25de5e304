"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "./alert-dialog";
import { ActionForm, FormField, SubmitButton } from "./form";
import type { FormAction } from "./form-state";
import { Textarea } from "./textarea";

/**
 * Asks before an action. The title is verb + object + sum, `consequences` say what will happen, the button repeats
 * the verb, Cancel has the focus. With `reason` a text field named `reason` must be filled; `fields` are hidden
 * values for the action.
 */
export function ConfirmDialog({
  trigger,
  title,
  consequences,
  verb,
  action,
  fields = {},
  destructive = false,
  reason,
  onDone,
}: {
  trigger: ReactNode;
  title: ReactNode;
  consequences: readonly ReactNode[];
  verb: string;
  action: FormAction;
  fields?: Readonly<Record<string, string>>;
  destructive?: boolean;
  reason?: { label: string; description?: string };
  onDone?: () => void;
}) {
  const t = useTranslations("common.actions");
  const [open, setOpen] = useState(false);
  function finish() {
    setOpen(false);
    onDone?.();
  }
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogTitle>{title}</AlertDialogTitle>
        <AlertDialogDescription asChild>
          <ul className="flex list-disc flex-col gap-1 pl-4">
            {consequences.map((consequence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the sentences are fixed while the dialog is open
              <li key={index}>{consequence}</li>
            ))}
          </ul>
        </AlertDialogDescription>
        <ActionForm action={action} onDone={finish}>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {reason && (
            <FormField name="reason" label={reason.label} description={reason.description}>
              <Textarea required />
            </FormField>
          )}
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <AlertDialogCancel>{t("cancel")}</AlertDialogCancel>
            <SubmitButton variant={destructive ? "destructive" : "primary"}>{verb}</SubmitButton>
          </div>
        </ActionForm>
      </AlertDialogContent>
    </AlertDialog>
  );
}
