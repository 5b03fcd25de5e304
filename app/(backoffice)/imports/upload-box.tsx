"use client";

import { FileUp } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Progress } from "@/components/ui/progress";
import { type SentFile, sendFile } from "./send-file";

const NEW = "new";

type State = { step: "idle"; message?: string } | { step: "sending"; sent: number; total: number };

/** Drop a file or choose one, say where it comes from, and go to the import's page once all of it has arrived. */
export function UploadBox({ sources }: { sources: readonly { id: string; name: string }[] }) {
  const t = useTranslations("imports.upload");
  const router = useRouter();
  const [source, setSource] = useState(sources[0]?.id ?? NEW);
  const [name, setName] = useState("");
  const [state, setState] = useState<State>({ step: "idle" });
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const inputId = useId();
  const sending = state.step === "sending";

  async function upload(file: File | undefined) {
    if (!file || sending) return;
    if (source === NEW && name.trim() === "") {
      setState({ step: "idle", message: t("nameFirst") });
      return;
    }
    setState({ step: "sending", sent: 0, total: file.size });
    const chosen: SentFile["source"] = source === NEW ? { name: name.trim() } : { id: source };
    const answer = await sendFile({ file, source: chosen }, (sent) =>
      setState({ step: "sending", sent, total: file.size }),
    );
    if ("importId" in answer) router.push(`/imports/${answer.importId}` as Route);
    else setState({ step: "idle", message: answer.message ?? t("failed") });
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    upload(event.dataTransfer.files[0]);
  }

  return (
    <div className="flex flex-col gap-3">
      {state.step === "idle" && state.message && <Alert tone="danger">{state.message}</Alert>}
      <div className="grid gap-3 sm:max-w-2xl sm:grid-cols-2">
        <Field label={t("source")} description={t("sourceHint")}>
          <NativeSelect value={source} onChange={(event) => setSource(event.target.value)} disabled={sending}>
            {sources.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
            <option value={NEW}>{t("newSource")}</option>
          </NativeSelect>
        </Field>
        {source === NEW && (
          <Field label={t("name")} description={t("nameHint")}>
            <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} disabled={sending} />
          </Field>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a convenience, the button inside does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "flex flex-col items-center gap-3 rounded-xl border border-input border-dashed px-4 py-8 text-center",
          over && "border-primary bg-accent",
        )}
      >
        {state.step === "sending" ? (
          <Sending sent={state.sent} total={state.total} />
        ) : (
          <>
            <FileUp aria-hidden className="size-6 text-muted-foreground" strokeWidth={1.5} />
            <p className="text-muted-foreground">{t("drop")}</p>
            <Button variant="primary" onClick={() => input.current?.click()}>
              {t("choose")}
            </Button>
          </>
        )}
        <label htmlFor={inputId} className="sr-only">
          {t("choose")}
        </label>
        <input
          id={inputId}
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            upload(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </div>
  );
}

function Sending({ sent, total }: { sent: number; total: number }) {
  const t = useTranslations("imports.upload");
  const percent = total === 0 ? 100 : Math.floor((sent * 100) / total);
  return (
    <div className="flex w-full max-w-md flex-col gap-2" aria-live="polite">
      <p>{sent < total ? t("sending", { percent }) : t("storing")}</p>
      <Progress value={sent} total={total} label={t("progress")} />
    </div>
  );
}
