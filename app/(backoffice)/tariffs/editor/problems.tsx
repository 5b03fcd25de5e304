"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import type { JsonProblem } from "@/lib/tariffs/tariff-input";

const ProblemsContext = createContext<readonly JsonProblem[]>([]);

/** What is wrong with the tariff object that the fields inside state. */
export function Problems({ problems, children }: { problems: readonly JsonProblem[]; children: ReactNode }) {
  return <ProblemsContext value={problems}>{children}</ProblemsContext>;
}

/** The sentence for the field that states a place of the object, where something is wrong with it. */
export function useProblemAt(): (path: string) => string | undefined {
  const t = useTranslations("tariffs.problems");
  const problems = useContext(ProblemsContext);
  return (path) => {
    const problem = problems.find((known) => known.path === path);
    return problem && t(problem.code);
  };
}
