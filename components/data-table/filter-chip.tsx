"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

/** A pill "Period: October 2026 ×" that opens its choices; `value` null reads "any" and has nothing to remove. */
export function FilterChip({
  label,
  value,
  onClear,
  className,
  children,
}: {
  label: string;
  value: ReactNode | null;
  onClear: () => void;
  className?: string;
  children: (close: () => void) => ReactNode;
}) {
  const t = useTranslations("common.table");
  const [open, setOpen] = useState(false);
  const set = value !== null;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <span
        className={cn(
          "inline-flex h-7 items-center rounded-full border text-[0.8125rem] hover:bg-accent has-data-[state=open]:bg-accent",
          set ? "border-input bg-card" : "text-muted-foreground",
        )}
      >
        <PopoverTrigger className={cn("flex h-full items-center gap-1 rounded-full pl-3", set ? "pr-1" : "pr-2.5")}>
          <span className="text-muted-foreground">{label}:</span>
          <span className={cn("max-w-56 truncate", set && "font-medium")}>{value ?? t("any")}</span>
          {!set && <ChevronDown aria-hidden className="size-3.5" />}
        </PopoverTrigger>
        {set && (
          <button
            type="button"
            onClick={onClear}
            aria-label={t("removeFilter", { name: label })}
            className="mr-1 rounded-full p-1 text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            <X className="size-3" />
          </button>
        )}
      </span>
      <PopoverContent aria-label={label} className={className}>
        {children(() => setOpen(false))}
      </PopoverContent>
    </Popover>
  );
}
