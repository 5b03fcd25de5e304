import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The visible name of a control; `htmlFor` is required by lint and by people. */
export function Label({ className, htmlFor, children, ...props }: ComponentProps<"label">) {
  return (
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn("flex items-center gap-1.5 font-medium leading-5", className)}
      {...props}
    >
      {children}
    </label>
  );
}
