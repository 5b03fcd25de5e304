"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClasses } from "./control-classes";

/**
 * The browser's own select: right on phones, and works in plain server-action forms. Prefer it. A client component,
 * because a `Field` gives it name and id: what the server has rendered already is only the frame around the select.
 */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={clsx("relative inline-flex", className ?? "w-full")}>
      <select data-slot="native-select" className={`${controlClasses} h-8 appearance-none pr-8`} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}

/** A select of things that have an id and a name, one of which must be chosen. */
export function ChoiceSelect({
  choices,
  ...props
}: ComponentProps<"select"> & { choices: readonly { id: string; name: string }[] }) {
  return (
    <NativeSelect required {...props}>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
