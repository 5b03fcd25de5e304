"use client";

import type { ReactNode } from "react";
import { useListTransition } from "@/components/data-table/list-transition";
import { cn } from "@/components/ui/cn";

/** What was shown before stays, dimmed, until the new answer is there. */
export function Dimmed({ children }: { children: ReactNode }) {
  const { pending } = useListTransition();
  return (
    <div aria-busy={pending} className={cn("min-w-0 transition-opacity", pending && "opacity-60")}>
      {children}
    </div>
  );
}
