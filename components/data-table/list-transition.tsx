"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ComponentProps, createContext, useContext } from "react";

export type ListTransition = { pending: boolean; start: (change: () => void) => void };

/** Whether a list is loading its next answer; without a `ListFrame` around, changes just happen. */
export const ListTransitionContext = createContext<ListTransition>({ pending: false, start: (change) => change() });

/** Whether the list is loading, and how to start a change that dims it. */
export function useListTransition(): ListTransition {
  return useContext(ListTransitionContext);
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
