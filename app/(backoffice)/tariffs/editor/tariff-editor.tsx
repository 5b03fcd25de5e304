"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionError } from "@/lib/access/action-error";
import { messageKeyOf } from "@/lib/errors/user-error";
import type { Tariff } from "@/lib/tariffs/tariff";
import { type CostProblem, readTariffJson } from "@/lib/tariffs/tariff-input";
import { change, create } from "../actions";
import { TariffProblems } from "../tariff-problems";
import { TryTariff } from "../try-tariff";
import { WeekPictures } from "../week-picture";
import { ConfigurationFields, type NarrowingOptions } from "./configuration-fields";
import { draftOf, jsonOf } from "./cost-draft";
import { CostTabs } from "./cost-tabs";
import { type EditorState, inputOf, stateOf } from "./editor-state";
import { HeadFields } from "./head-fields";

/** The version of a tariff that the next is made from. */
export type EditedVersion = {
  tariffId: string;
  kind: EditorState["kind"];
  sales: Tariff | null;
  purchase: Tariff | null;
  configurations: readonly {
    issuerId: string | null;
    ownerId: string | null;
    evseId: string | null;
    evseUid: string | null;
    connectorStandard: string | null;
    sales: Tariff | null;
    purchase: Tariff | null;
  }[];
};

const HEAD_FIELDS = ["name", "kind", "currency", "validFrom", "reason"];

/** Makes a tariff, or the next version of one: its costs, its price configurations, and a place to try them. */
export function TariffEditor({
  version,
  options,
  today,
  zone,
}: {
  version: EditedVersion | null;
  options: NarrowingOptions;
  today: string;
  /** Of the session that the prices are tried with. */
  zone: string;
}) {
  const t = useTranslations("tariffs");
  const words = useTranslations();
  const router = useRouter();
  const [state, setState] = useState(() => stateOf(version, today));
  const [complete, setComplete] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const [problems, setProblems] = useState<readonly CostProblem[]>([]);
  const [pending, start] = useTransition();
  const { costs, currency, configurations } = state;
  const newCost = () => draftOf(null, currency);
  const tried = jsonOf(costs.sales ?? costs.purchase, currency);
  const read = readTariffJson(tried);

  function edit(next: EditorState) {
    setState(next);
    setProblems([]);
  }

  function save() {
    start(async () => {
      const input = inputOf(state);
      const result = version
        ? await change({ ...input, tariffId: version.tariffId, reason: state.reason })
        : await create({ ...input, name: state.name, kind: state.kind });
      setComplete(true);
      setError(result.ok ? null : result.error);
      setProblems(result.ok && "problems" in result.value ? result.value.problems : []);
      if (result.ok && "id" in result.value) router.push(`/tariffs/${result.value.id}` as Route);
    });
  }
  const message = (code: string, params: object) =>
    words(messageKeyOf(code) as "common.errors.invalid", params as never);

  return (
    <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        {error && !HEAD_FIELDS.includes(error.field ?? "") && (
          <Alert tone="danger">{message(error.code, error.params)}</Alert>
        )}
        {problems.length > 0 && <TariffProblems problems={problems} />}
        <HeadFields
          state={state}
          isNew={version === null}
          errorOf={(field) => (error?.field === field ? message(error.code, error.params) : undefined)}
          onChange={edit}
        />
        <CostTabs
          costs={costs}
          currency={currency}
          complete={complete}
          newCost={newCost}
          noCost={(cost) => t(`cost.without_${cost}`)}
          onChange={(next) => edit(withCosts(state, next, version === null))}
        />
        <details open={configurations.length > 0 || undefined}>
          <summary className="cursor-pointer font-semibold">{t("configuration.title")}</summary>
          <p className="my-3 max-w-prose text-muted-foreground">{t("configuration.hint")}</p>
          <ConfigurationFields
            configurations={configurations}
            options={options}
            currency={currency}
            complete={complete}
            newCost={newCost}
            onChange={(next) => edit({ ...state, configurations: next })}
          />
        </details>
        <div className="flex gap-2">
          <Button variant="primary" disabled={pending} onClick={save}>
            {version ? t("form.saveVersion") : t("form.create")}
          </Button>
          <Button variant="ghost" onClick={() => router.back()}>
            {t("form.cancel")}
          </Button>
        </div>
      </div>
      {read.ok && (
        <div className="flex flex-col gap-6">
          <WeekPictures tariff={read.tariff} />
          <TryTariff json={tried} today={today} zone={zone} />
        </div>
      )}
    </div>
  );
}

/** A tariff that comes as JSON brings its currency, as long as that may still be chosen. */
function withCosts(state: EditorState, costs: EditorState["costs"], currencyIsFree: boolean): EditorState {
  const changed = (["sales", "purchase"] as const).find(
    (cost) => costs[cost] && costs[cost].form.currency !== (state.costs[cost]?.form.currency ?? state.currency),
  );
  const currency = changed && currencyIsFree ? costs[changed]!.form.currency : state.currency;
  return { ...state, costs, currency };
}
