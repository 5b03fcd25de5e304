import type { ComponentProps } from "react";
import { cn } from "./cn";

/** An on/off setting that takes effect with its form; a checkbox for browsers, a switch for assistive technology. */
export function Switch({ className, ...props }: Omit<ComponentProps<"input">, "type" | "role">) {
  return (
    <input
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox brings its checked state with it
      role="switch"
      data-slot="switch"
      className={cn(
        "relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-transparent bg-input transition-colors before:absolute before:top-[1px] before:left-[1px] before:size-4 before:rounded-full before:bg-white before:shadow-sm before:transition-transform checked:bg-primary checked:before:translate-x-4 disabled:cursor-not-allowed disabled:opacity-50 dark:before:bg-foreground dark:checked:before:bg-primary-foreground",
        className,
      )}
      {...props}
    />
  );
}
