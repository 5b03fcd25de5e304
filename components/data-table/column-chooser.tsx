"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { hideColumns, readHiddenColumns } from "./hidden-columns";

/** Shows and hides the columns of the table `name`, remembered in this browser. The identity column always stays. */
export function ColumnChooser({
  name,
  columns,
}: {
  name: string;
  columns: readonly { key: string; label: ReactNode }[];
}) {
  const t = useTranslations("common.table");
  const [hidden, setHidden] = useState<readonly string[]>([]);

  function toggle(key: string) {
    const next = hidden.includes(key) ? hidden.filter((item) => item !== key) : [...hidden, key];
    setHidden(next);
    hideColumns(name, next);
  }

  return (
    <Popover onOpenChange={(open) => open && setHidden(readHiddenColumns(name))}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost" className="text-muted-foreground print:hidden">
          <Columns3 aria-hidden />
          {t("columns")}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t("columns")} className="w-56 p-1">
        {columns.map(({ key, label }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
          <label key={key} className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-accent">
            <Checkbox checked={!hidden.includes(key)} onChange={() => toggle(key)} />
            {label}
          </label>
        ))}
      </PopoverContent>
    </Popover>
  );
}
