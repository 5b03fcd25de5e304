"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Sends a document as the bare body of a request. */
export function AttachForm({ address }: { address: string }) {
  const t = useTranslations("expenses.attachments");
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const file = new FormData(form).get("document") as File;
    start(async () => {
      const response = await fetch(`${address}?${new URLSearchParams({ fileName: file.name })}`, {
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
    <form onSubmit={send} className="flex flex-col gap-3 print:hidden">
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
