"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import type { CostProblem, JsonProblem } from "@/lib/tariffs/tariff-input";

/** Of a tariff with several objects also which of them. */
type Problem = JsonProblem & Partial<Pick<CostProblem, "cost" | "configuration">>;

/** What is wrong with a tariff object: the place in the JSON, what stands there, and what would be right. */
export function TariffProblems({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("tariffs");
  return (
    <Alert tone="danger" title={t("problemsTitle", { count: problems.length })}>
      <ul className="mt-1 flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.cost} ${problem.configuration} ${problem.path} ${problem.code}`}>
            {typeof problem.configuration === "number" &&
              `${t("configuration.number", { number: problem.configuration + 1 })} · `}
            {problem.cost && `${t(`cost.${problem.cost}`)} · `}
            {problem.path && <code className="font-medium">{problem.path}: </code>}
            {t(`problems.${problem.code}`)}
            {problem.found && <span className="text-muted-foreground"> ({t("found", { found: problem.found })})</span>}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
