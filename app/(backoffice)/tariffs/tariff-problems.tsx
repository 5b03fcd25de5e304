"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import type { JsonProblem } from "@/lib/tariffs/tariff-input";

/** What is wrong with a tariff object: the place in the JSON, what stands there, and what would be right. */
export function TariffProblems({ problems }: { problems: readonly JsonProblem[] }) {
  const t = useTranslations("tariffs");
  return (
    <Alert tone="danger" title={t("problemsTitle", { count: problems.length })}>
      <ul className="mt-1 flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.code}`}>
            {problem.path && <code className="font-medium">{problem.path}: </code>}
            {t(`problems.${problem.code}`)}
            {problem.found && <span className="text-muted-foreground"> ({t("found", { found: problem.found })})</span>}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
