import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";

/** A single-line text control, 32 px high; 16 px text on phones so that iOS does not zoom. */
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(
        controlClasses,
        "h-8 file:mr-3 file:h-full file:border-0 file:bg-transparent file:font-medium",
        className,
      )}
      {...props}
    />
  );
}
