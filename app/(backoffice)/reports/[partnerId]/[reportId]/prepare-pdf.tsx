"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";

/**
 * Asks for the PDF and waits for it; the page then shows the download in its place. `isExpected`: it is being made
 * already.
 */
export function PreparePdf({
  action,
  fields,
  isExpected,
}: {
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  isExpected: boolean;
}) {
  const t = useTranslations("settlement.report");
  const [waiting, setWaiting] = useState(isExpected);
  if (waiting) {
    return (
      <span role="status" className="flex items-center gap-1.5 text-muted-foreground">
        <KeepFresh />
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {t("preparing")}
      </span>
    );
  }
  return (
    <ActionForm action={action} onDone={() => setWaiting(true)}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary">{t("preparePdf")}</SubmitButton>
    </ActionForm>
  );
}
