"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** The day of the self-billing agreement and its document, sent as the bare body of a request. */
export function AgreementForm({ contractId, agreedOn }: { contractId: string; agreedOn: string }) {
  const t = useTranslations("contracts.agreement");
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const file = data.get("document") as File;
    const query = new URLSearchParams({ agreedOn: String(data.get("agreedOn")), fileName: file.name });
    start(async () => {
      const response = await fetch(`/api/contracts/${contractId}/agreement?${query}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: file,
      });
      if (response.ok) {
        form.reset();
        setError(null);
        router.refresh();
      } else {
        const answer = (await response.json().catch(() => null)) as { message?: string } | null;
        setError(answer?.message ?? t("failed"));
      }
    });
  }

  return (
    <form onSubmit={send} className="flex flex-col gap-3">
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
