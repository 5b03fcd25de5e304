import type { ComponentProps } from "react";
import { cn } from "./cn";

/** n of m. `label` names what progresses; an unknown `total` (null) shows movement without a number. */
export function Progress({
  value,
  total,
  label,
  className,
  ...props
}: Omit<ComponentProps<"div">, "children"> & { value: number; total: number | null; label: string }) {
  const share = total === null || total === 0 ? 0 : Math.min(1, Math.max(0, value / total));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : value}
      data-slot="progress"
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-muted", className)}
      {...props}
    >
      <div
        className={cn("h-full rounded-full bg-primary transition-[width]", total === null && "w-1/3 animate-pulse")}
        style={total === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
