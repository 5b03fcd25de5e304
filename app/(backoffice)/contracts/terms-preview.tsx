"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "@/components/shell/page";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { RecordWaterfall } from "@/components/waterfall/record-waterfall";
import type { IsoDate } from "@/lib/calendar/calendar";
import { type ExampleSession, exampleSession, workedExample } from "@/lib/contracts/example-sessions";
import { type ContractTerms, POWER_TYPES, type PowerType } from "@/lib/contracts/terms";
import { ExampleFields } from "./example-fields";
import { TermsSentences } from "./terms-sentences";

/** What the partner would get, told and worked through on an example session, while the terms are written. */
export function TermsPreview({
  terms,
  isComplete,
  currency,
  partner,
  partnerNames,
  today,
  version,
}: {
  /** The last terms that were whole; null before there were any. */
  terms: ContractTerms | null;
  isComplete: boolean;
  currency: string;
  partner: string;
  partnerNames: ReadonlyMap<string, string>;
  today: IsoDate;
  version: number;
}) {
  const t = useTranslations("contracts");
  return (
    <aside
      aria-label={t("preview.title")}
      className="flex flex-col gap-6 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
    >
      <div className={isComplete ? "flex flex-col gap-6" : "flex flex-col gap-6 opacity-60"}>
        <Section title={t("detail.says", { partner })}>
          <div aria-live="polite">
            {terms ? (
              <TermsSentences terms={terms} currency={currency} partnerNames={partnerNames} />
            ) : (
              <p className="text-muted-foreground">{t("preview.incomplete")}</p>
            )}
          </div>
        </Section>
        {terms && <Examples terms={terms} currency={currency} partner={partner} today={today} version={version} />}
      </div>
    </aside>
  );
}

type Shown = { terms: ContractTerms; currency: string; partner: string; today: IsoDate; version: number };

function Examples(props: Shown) {
  const t = useTranslations("contracts");
  const [powerType, setPowerType] = useState<PowerType>("AC");
  if (props.terms.kind === "purchase_price") return <p className="text-muted-foreground">{t("detail.noExample")}</p>;
  return (
    <Section title={t("preview.example")}>
      <Tabs value={powerType} onValueChange={(value) => setPowerType(value as PowerType)}>
        <TabsList>
          {POWER_TYPES.map((each) => (
            <TabsTrigger key={each} value={each}>
              {each}
            </TabsTrigger>
          ))}
        </TabsList>
        {POWER_TYPES.map((each) => (
          <TabsContent key={each} value={each} className="flex flex-col gap-4">
            <Example powerType={each} {...props} />
          </TabsContent>
        ))}
      </Tabs>
    </Section>
  );
}

function Example({ powerType, terms, currency, partner, today, version }: Shown & { powerType: PowerType }) {
  const [session, setSession] = useState<ExampleSession>(() => exampleSession(powerType));
  const example = workedExample(terms, version, today, session);
  return (
    <>
      <ExampleFields session={session} currency={currency} onChange={setSession} />
      {example && <RecordWaterfall steps={example.split.steps} currency={currency} partner={partner} />}
    </>
  );
}
