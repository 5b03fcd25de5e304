"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Amount, Percent } from "@/components/figures";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { messageKeyOf } from "@/lib/errors/user-error";
import type { TriedTariff } from "@/lib/tariffs/try-tariff";
import { attempt } from "./actions";
import { TariffProblems } from "./tariff-problems";

const FIELDS = ["energyKwh", "minutes", "parkingMinutes"] as const;

/** "Try it": what a session would cost under the tariff as it stands in the editor. */
export function TryTariff({ json, today }: { json: string; today: string }) {
  const t = useTranslations("tariffs");
  const words = useTranslations();
  const [session, setSession] = useState({
    energyKwh: "20",
    minutes: "60",
    parkingMinutes: "0",
    start: `${today}T10:00`,
  });
  const [result, setResult] = useState<TriedTariff | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  function run() {
    start(async () => {
      const answer = await attempt({ json, ...session });
      setResult(answer.ok ? answer.value : null);
      setProblem(answer.ok ? null : words(messageKeyOf(answer.error.code) as "common.errors.invalid"));
    });
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("try.title")}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          {FIELDS.map((field) => (
            <Field key={field} label={t(`try.${field}`)}>
              <Input
                inputMode="decimal"
                value={session[field]}
                onChange={(event) => setSession({ ...session, [field]: event.target.value })}
              />
            </Field>
          ))}
          <Field label={t("try.start")}>
            <Input
              type="datetime-local"
              value={session.start}
              onChange={(event) => setSession({ ...session, start: event.target.value })}
            />
          </Field>
        </div>
        <div>
          <Button disabled={pending} onClick={run}>
            {t("try.run")}
          </Button>
        </div>
        <div aria-live="polite" className="flex flex-col gap-3">
          {problem && <Alert tone="danger">{problem}</Alert>}
          {result && <Tried result={result} />}
        </div>
      </CardContent>
    </Card>
  );
}

function Tried({ result }: { result: TriedTariff }) {
  const t = useTranslations("tariffs");
  if (result.kind === "problems") return <TariffProblems problems={result.problems} />;
  if (result.kind === "non_rated") return <Alert tone="warning">{t(`nonRated.${result.reason}`)}</Alert>;
  const { currency, components, revenue, gross, trace } = result;
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        {components.map(({ component, amount, vatBasisPoints }) => (
          <div key={`${component} ${vatBasisPoints}`} className="contents">
            <dt>
              {t(`components.${component}`)}
              {vatBasisPoints !== null && (
                <span className="text-muted-foreground">
                  {" "}
                  · {t("fields.vatShort")} <Percent basisPoints={vatBasisPoints} />
                </span>
              )}
            </dt>
            <dd className="text-right">
              <Amount value={amount} currency={currency} showCurrency={false} precision="exact" />
            </dd>
          </div>
        ))}
        <dt className="border-t pt-1 font-semibold">{t("try.revenue")}</dt>
        <dd className="border-t pt-1 text-right font-semibold">
          <Amount value={revenue} currency={currency} precision="exact" />
        </dd>
        {gross !== null && (
          <>
            <dt>{t("try.gross")}</dt>
            <dd className="text-right">
              <Amount value={gross} currency={currency} precision="exact" />
            </dd>
          </>
        )}
      </dl>
      <ul className="text-muted-foreground text-xs">
        {trace.map((line) => (
          <li key={JSON.stringify(line)}>
            {t(`trace.${line.component}`, { element: line.element + 1, quantity: line.quantity, price: line.price })}
          </li>
        ))}
      </ul>
    </>
  );
}
