"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSendDocument } from "@/components/ui/use-send-document";

/** The day of the self-billing agreement and its document, sent as the bare body of a request. */
export function AgreementForm({ contractId, agreedOn }: { contractId: string; agreedOn: string }) {
  const t = useTranslations("contracts.agreement");
  const { send, error, pending } = useSendDocument(t("failed"));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const file = data.get("document") as File;
    const query = new URLSearchParams({ agreedOn: String(data.get("agreedOn")), fileName: file.name });
    send(form, `/api/contracts/${contractId}/agreement?${query}`, file);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {error && <Alert tone="danger">{error}</Alert>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="agreedOn" label={t("agreedOn")}>
          <Input type="date" required defaultValue={agreedOn} />
        </Field>
        <Field name="document" label={t("document")} description={t("documentHint")}>
          <Input type="file" accept="application/pdf,image/png,image/jpeg" />
        </Field>
      </div>
      <div>
        <Button type="submit" disabled={pending} aria-busy={pending || undefined}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
