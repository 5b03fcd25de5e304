"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/components/ui/cn";

/** A picture and the same figures as a table: one of them is shown, a switch in the caption changes them. */
export function ChartOrTable({
  title,
  note,
  chart,
  table,
  className,
}: {
  title: ReactNode;
  note?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
  className?: string;
}) {
  const t = useTranslations("common.charts");
  const [view, setView] = useState<"chart" | "table">("chart");
  const id = useId();
  const button = (which: typeof view, label: string, Icon: typeof Table2) => (
    <button
      type="button"
      aria-pressed={view === which}
      aria-controls={id}
      aria-label={label}
      title={label}
      onClick={() => setView(which)}
      className="rounded-sm p-1 text-muted-foreground hover:text-foreground aria-pressed:bg-muted aria-pressed:text-foreground"
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
  return (
    <figure className={cn("flex min-w-0 flex-col gap-2", className)}>
      <figcaption className="flex items-center gap-3 text-[0.8125rem] text-muted-foreground">
        <span className="min-w-0 flex-1">{title}</span>
        {note && view === "chart" && <span className="figures">{note}</span>}
        <span className="flex print:hidden">
          {button("chart", t("asChart"), ChartColumn)}
          {button("table", t("asTable"), Table2)}
        </span>
      </figcaption>
      <div id={id}>{view === "chart" ? chart : table}</div>
    </figure>
  );
}
