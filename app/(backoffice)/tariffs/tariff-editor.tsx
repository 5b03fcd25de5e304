"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import type { ActionError, ActionResult } from "@/lib/access/action-error";
import { messageKeyOf } from "@/lib/errors/user-error";
import type { Tariff } from "@/lib/tariffs/tariff";
import { emptyElement, formOfTariff, isFormTariff, tariffOf } from "@/lib/tariffs/tariff-form";
import type { JsonProblem, SavedTariff } from "@/lib/tariffs/tariff-input";
import { change, create } from "./actions";
import { ElementFields } from "./element-fields";
import { TariffProblems } from "./tariff-problems";
import { TryTariff } from "./try-tariff";

/** A tariff that is new, or the version of one that the next is made from. */
export type EditedTariff = { id: string; sales: Tariff } | null;

/** Prices as a form or as the OCPI object, tried before they are saved. */
export function TariffEditor({ tariff, today }: { tariff: EditedTariff; today: string }) {
  const t = useTranslations("tariffs");
  const words = useTranslations();
  const router = useRouter();
  const [tab, setTab] = useState(tariff && !isFormTariff(tariff.sales) ? "json" : "form");
  const [form, setForm] = useState(
    tariff ? formOfTariff(tariff.sales) : { currency: "EUR", elements: [emptyElement()] },
  );
  const [text, setText] = useState(tariff ? JSON.stringify(tariff.sales, null, 2) : "");
  const [name, setName] = useState("");
  const [validFrom, setValidFrom] = useState(today);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<ActionError | null>(null);
  const [problems, setProblems] = useState<JsonProblem[]>([]);
  const [pending, start] = useTransition();
  const json = tab === "json" ? text : JSON.stringify(tariffOf(form));
  const errorOf = (field: string) =>
    error?.field === field
      ? words(messageKeyOf(error.code) as "common.errors.invalid", error.params as never)
      : undefined;

  function open(next: string) {
    if (next === "json") setText(JSON.stringify(tariffOf(form), null, 2));
    setTab(next);
  }

  function save() {
    start(async () => {
      const result: ActionResult<SavedTariff> = tariff
        ? await change({ tariffId: tariff.id, validFrom, json, reason })
        : await create({ name, validFrom, json });
      setError(result.ok ? null : result.error);
      if (!result.ok) return;
      if ("problems" in result.value) return setProblems(result.value.problems);
      router.push(`/tariffs/${result.value.id}`);
    });
  }

  return (
    <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-5">
        {error && !["name", "validFrom", "reason"].includes(error.field ?? "") && (
          <Alert tone="danger">
            {words(messageKeyOf(error.code) as "common.errors.invalid", error.params as never)}
          </Alert>
        )}
        {problems.length > 0 && <TariffProblems problems={problems} />}
        <div className="grid gap-4 sm:grid-cols-2">
          {tariff ? (
            <Text
              label={t("fields.reason")}
              hint={t("form.reasonHint")}
              value={reason}
              onChange={setReason}
              error={errorOf("reason")}
            />
          ) : (
            <Text label={t("fields.name")} value={name} onChange={setName} error={errorOf("name")} />
          )}
          <Text
            type="date"
            label={t("fields.validFrom")}
            hint={t("form.validFromHint")}
            value={validFrom}
            onChange={setValidFrom}
            error={errorOf("validFrom")}
          />
        </div>
        <Tabs value={tab} onValueChange={open}>
          <TabsList>
            <TabsTrigger value="form">{t("form.form")}</TabsTrigger>
            <TabsTrigger value="json">{t("form.json")}</TabsTrigger>
          </TabsList>
          <TabsContent value="form">
            <ElementFields form={form} onChange={setForm} currencyFixed={tariff !== null} />
          </TabsContent>
          <TabsContent value="json">
            <Field label={t("form.jsonLabel")} description={t("form.jsonHint")}>
              <Textarea
                value={text}
                onChange={(event) => setText(event.target.value)}
                spellCheck={false}
                className="min-h-96 font-mono text-[0.8125rem]"
              />
            </Field>
          </TabsContent>
        </Tabs>
        <div className="flex gap-2">
          <Button variant="primary" disabled={pending} onClick={save}>
            {tariff ? t("form.saveVersion") : t("form.create")}
          </Button>
          <Button variant="ghost" onClick={() => router.back()}>
            {t("form.cancel")}
          </Button>
        </div>
      </div>
      <TryTariff json={json} today={today} />
    </div>
  );
}

function Text({
  label,
  hint,
  value,
  onChange,
  error,
  type = "text",
}: {
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  type?: string;
}) {
  return (
    <Field label={label} description={hint} error={error}>
      <Input type={type} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
