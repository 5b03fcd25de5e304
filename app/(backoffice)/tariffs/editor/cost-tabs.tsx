"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { CostDraft } from "./cost-draft";
import { CostEditor } from "./cost-editor";

const COSTS = ["sales", "purchase"] as const;
export type Cost = (typeof COSTS)[number];
/** What the payer is charged and what the owner is paid; null where a tariff says nothing about it. */
export type Costs = Record<Cost, CostDraft | null>;

type Props = {
  costs: Costs;
  currency: string;
  complete: boolean;
  newCost: () => CostDraft;
  /** What it means that a cost is not stated. */
  noCost: (cost: Cost) => ReactNode;
  onChange: (costs: Costs) => void;
};

/** Sales and purchase cost side by side as tabs. */
export function CostTabs({ costs, currency, complete, newCost, noCost, onChange }: Props) {
  const t = useTranslations("tariffs.cost");
  const [open, setOpen] = useState<string>(costs.sales || !costs.purchase ? "sales" : "purchase");
  return (
    <Tabs value={open} onValueChange={setOpen}>
      <TabsList>
        {COSTS.map((cost) => (
          <TabsTrigger key={cost} value={cost}>
            {t(cost)}
            {!costs[cost] && <span className="text-muted-foreground"> · {t("none")}</span>}
          </TabsTrigger>
        ))}
      </TabsList>
      {COSTS.map((cost) => {
        const draft = costs[cost];
        return (
          <TabsContent key={cost} value={cost}>
            {draft ? (
              <CostEditor
                draft={draft}
                currency={currency}
                complete={complete}
                onChange={(next) => onChange({ ...costs, [cost]: next })}
                remove={
                  <Button size="sm" variant="ghost" onClick={() => onChange({ ...costs, [cost]: null })}>
                    <Trash2 aria-hidden />
                    {t(`remove_${cost}`)}
                  </Button>
                }
              />
            ) : (
              <div className="flex flex-col items-start gap-3">
                <p className="max-w-prose text-muted-foreground">{noCost(cost)}</p>
                <Button size="sm" onClick={() => onChange({ ...costs, [cost]: newCost() })}>
                  <Plus aria-hidden />
                  {t(`add_${cost}`)}
                </Button>
              </div>
            )}
          </TabsContent>
        );
      })}
    </Tabs>
  );
}
