"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useId, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { ActionResult } from "@/lib/access/action-error";
import type { CsvReport } from "@/lib/csv/table";
import { messageKeyOf } from "@/lib/errors/user-error";
import { CsvReportView } from "./csv-report";

type CsvAction = (input: { csv: string }) => Promise<ActionResult<CsvReport>>;

/** Larger files are cut into several; a server action takes no more. */
const LARGEST_BYTES = 900_000;

/**
 * Brings in a CSV file in two steps: a look at every mistake, then the good rows. `template` is the file with the
 * header line that people start from.
 */
export function CsvImport({
  preview,
  run,
  template,
  fileName,
}: {
  preview: CsvAction;
  run: CsvAction;
  template: string;
  fileName: string;
}) {
  const t = useTranslations("csv");
  const words = useTranslations();
  const id = useId();
  const [csv, setCsv] = useState<string | null>(null);
  const [report, setReport] = useState<CsvReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function send(action: CsvAction, text: string) {
    start(async () => {
      const result = await action({ csv: text });
      setReport(result.ok ? result.value : null);
      const key = result.ok ? null : messageKeyOf(result.error.code);
      setProblem(key === null ? null : words(key as "common.errors.invalid"));
    });
  }

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    setReport(null);
    setProblem(null);
    setCsv(null);
    if (!file) return;
    if (file.size > LARGEST_BYTES) return setProblem(t("tooLarge"));
    const text = decode(await file.arrayBuffer());
    setCsv(text);
    send(preview, text);
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="flex min-w-64 flex-col gap-1.5">
          <Label htmlFor={id}>{t("file")}</Label>
          <Input id={id} type="file" accept=".csv,text/csv,text/plain" onChange={choose} />
        </div>
        <Button onClick={() => save(template, fileName)}>
          <Download aria-hidden />
          {t("template")}
        </Button>
      </div>
      <div aria-live="polite" className="flex flex-col gap-4">
        {pending && <p className="text-muted-foreground">{t("reading")}</p>}
        {problem && <Alert tone="danger">{problem}</Alert>}
        {report && <CsvReportView report={report} />}
      </div>
      {report && !report.imported && report.good > 0 && csv !== null && (
        <div>
          <Button variant="primary" disabled={pending} onClick={() => send(run, csv)}>
            {t("import", { count: report.good })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** UTF-8, or what spreadsheets on Windows write. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function save(text: string, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
