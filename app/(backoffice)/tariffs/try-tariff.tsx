"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { ActionResult } from "@/lib/access/action-error";
import { messageKeyOf } from "@/lib/errors/user-error";
import type { Trial } from "@/lib/tariffs/trial-session";
import type { TriedTariff } from "@/lib/tariffs/try-tariff";
import { attempt } from "./actions";
import { TariffProblems } from "./tariff-problems";
import { TrialFields } from "./trial-fields";
import { TryResult } from "./try-result";

/** Long enough not to ask for each step of a slider, short enough to feel immediate. */
const PAUSE_MS = 250;

/**
 * "Try it" beside a tariff: what a session would cost under the prices as they stand there, saved or not. A tariff
 * that is saved (`tariffId`) can also be tried with real sessions, on a page of its own.
 */
export function TryTariff({
  json,
  today,
  zone,
  tariffId,
}: {
  json: string;
  today: string;
  /** Of the session to begin with. */
  zone: string;
  tariffId?: string;
}) {
  const t = useTranslations("trials");
  const [trial, setTrial] = useState<Trial>({
    start: `${today}T10:00`,
    zone,
    energyKwh: "20",
    minutes: "60",
    parkingMinutes: "0",
    peakKw: "0",
    current: "AC",
  });
  const answer = useAttempt(json, trial);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        {tariffId && (
          <Link
            href={`/tariffs/try?tariff=${tariffId}&kind=session` as Route}
            className="text-[0.8125rem] underline underline-offset-4"
          >
            {t("tryReal")}
          </Link>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <TrialFields trial={trial} onChange={(changes) => setTrial({ ...trial, ...changes })} />
        {answer && <Answer answer={answer} />}
      </CardContent>
    </Card>
  );
}

/** The server's price for the latest prices and session, after a pause; answers to older ones are dropped. */
function useAttempt(json: string, trial: Trial): ActionResult<TriedTariff> | null {
  const [answer, setAnswer] = useState<ActionResult<TriedTariff> | null>(null);
  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(async () => {
      const next = await attempt({ json, ...trial });
      if (isLatest) setAnswer(next);
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [json, trial]);
  return answer;
}

function Answer({ answer }: { answer: ActionResult<TriedTariff> }) {
  const words = useTranslations();
  if (!answer.ok) {
    return <Alert tone="danger">{words(messageKeyOf(answer.error.code) as "common.errors.invalid")}</Alert>;
  }
  if (answer.value.kind === "problems") return <TariffProblems problems={answer.value.problems} />;
  return <TryResult {...answer.value} />;
}
