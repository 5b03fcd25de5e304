import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The browser's checkbox in our colours: works in plain forms and in server components, no JavaScript. */
export function Checkbox({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      type="checkbox"
      data-slot="checkbox"
      className={cn(
        "checkbox size-4 shrink-0 cursor-pointer appearance-none rounded-sm border border-input bg-card bg-center bg-no-repeat align-middle checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary disabled:cursor-not-allowed disabled:opacity-50",
        className,
      )}
      {...props}
    />
  );
}
