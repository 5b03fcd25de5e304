"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ComponentProps, createContext, type ReactNode, useContext, useMemo, useTransition } from "react";

type ListTransition = { pending: boolean; start: (change: () => void) => void };
const Context = createContext<ListTransition>({ pending: false, start: (change) => change() });

/**
 * Around a list with its tabs, filters and pager: the address holds what it shows, and while a newer answer
 * is loading, the table inside dims.
 */
export function ListFrame({ children }: { children: ReactNode }) {
  const [pending, start] = useTransition();
  const value = useMemo(() => ({ pending, start }), [pending]);
  return (
    <NuqsAdapter>
      <Context value={value}>{children}</Context>
    </NuqsAdapter>
  );
}

/** Whether the list is loading, and how to start a change that dims it. */
export function useListTransition(): ListTransition {
  return useContext(Context);
}

/** A link to the same list with another query: keeps the old rows, dimmed, until the new ones are there. */
export function ListLink({
  href,
  scroll = false,
  ...props
}: Omit<ComponentProps<typeof Link>, "href" | "onNavigate"> & { href: string; scroll?: boolean }) {
  const router = useRouter();
  const { start } = useListTransition();
  return (
    <Link
      href={href as Route}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        start(() => router.push(href as Route, { scroll }));
      }}
      {...props}
    />
  );
}
