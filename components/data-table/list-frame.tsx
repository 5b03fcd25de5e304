"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo, useTransition } from "react";
import { ListTransitionContext } from "./list-transition";

/**
 * Around a list with its tabs, filters and pager: the address holds what it shows, and while a newer answer
 * is loading, the table inside dims.
 */
export function ListFrame({ children }: { children: ReactNode }) {
  const [pending, start] = useTransition();
  const value = useMemo(() => ({ pending, start }), [pending]);
  return (
    <NuqsAdapter>
      <ListTransitionContext value={value}>{children}</ListTransitionContext>
    </NuqsAdapter>
  );
}
