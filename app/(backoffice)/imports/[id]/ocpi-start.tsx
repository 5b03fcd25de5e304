"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { PayerDefault } from "@/lib/cdrs/csv-mapping";
import { startImport } from "../actions";
import { type PayerCompanies, PayerField, type PayerValue, readPayer } from "../payer-field";

/** OCPI says everything itself, except who pays where the token does not tell. */
export function OcpiStart({
  importId,
  payer,
  companies,
}: {
  importId: string;
  payer: PayerDefault;
  companies: PayerCompanies;
}) {
  const t = useTranslations("imports");
  const router = useRouter();
  const [chosen, setChosen] = useState<PayerValue>(payer);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const complete = readPayer(chosen);

  function begin() {
    if (!complete) return;
    start(async () => {
      const answer = await startImport({ importId, mapping: complete });
      if (answer.ok) router.refresh();
      else
        setProblem(
          t(`errors.${answer.error.code.replace("imports.", "")}` as "errors.gone", answer.error.params as never),
        );
    });
  }
  return (
    <Section title={t("mapping.ocpi")} description={t("mapping.ocpiHint")}>
      {problem && <Alert tone="danger">{problem}</Alert>}
      <div className="flex max-w-2xl flex-col gap-4">
        <PayerField value={chosen} companies={companies} onChange={setChosen} />
        <div>
          <Button variant="primary" onClick={begin} disabled={busy || !complete}>
            {t("mapping.start")}
          </Button>
        </div>
      </div>
    </Section>
  );
}
