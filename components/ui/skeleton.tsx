import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A place that is being filled; give it the size of what comes, so that nothing jumps. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      aria-hidden
      data-slot="skeleton"
      className={cn("block animate-pulse rounded bg-muted", className)}
      {...props}
    />
  );
}
