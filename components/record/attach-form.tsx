"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSendDocument } from "@/components/ui/use-send-document";

/** Sends a document as the bare body of a request. */
export function AttachForm({ address }: { address: string }) {
  const t = useTranslations("expenses.attachments");
  const { send, error, pending } = useSendDocument(t("failed"));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const file = new FormData(form).get("document") as File;
    send(form, `${address}?${new URLSearchParams({ fileName: file.name })}`, file);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 print:hidden">
      {error && <Alert tone="danger">{error}</Alert>}
      <div className="flex flex-wrap items-start gap-3">
        <Field name="document" label={t("document")} description={t("hint")}>
          <Input type="file" accept="application/pdf,image/png,image/jpeg" required />
        </Field>
        <Button type="submit" className="sm:mt-[1.625rem]" disabled={pending} aria-busy={pending || undefined}>
          {t("attach")}
        </Button>
      </div>
    </form>
  );
}
