"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { chooseColumns, readColumnChoices } from "./hidden-columns";

export type ColumnChoice = { key: string; label: ReactNode; extra?: boolean | undefined };

/** Shows and hides the columns of the table `name`, remembered in this browser. The identity column always stays. */
export function ColumnChooser({ name, columns }: { name: string; columns: readonly ColumnChoice[] }) {
  const t = useTranslations("common.table");
  const [choices, setChoices] = useState<readonly string[]>([]);

  /** How a change of this column is written down. */
  const changeOf = ({ key, extra }: ColumnChoice) => (extra ? `+${key}` : key);
  const isShown = (column: ColumnChoice) => choices.includes(changeOf(column)) === Boolean(column.extra);

  function toggle(column: ColumnChoice) {
    const change = changeOf(column);
    const next = choices.includes(change) ? choices.filter((item) => item !== change) : [...choices, change];
    setChoices(next);
    chooseColumns(name, next);
  }

  return (
    <Popover onOpenChange={(open) => open && setChoices(readColumnChoices(name))}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost" className="text-muted-foreground print:hidden">
          <Columns3 aria-hidden />
          {t("columns")}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t("columns")} className="w-56 p-1">
        {columns.map((column) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
          <label
            key={column.key}
            className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-accent"
          >
            <Checkbox checked={isShown(column)} onChange={() => toggle(column)} />
            {column.label}
          </label>
        ))}
      </PopoverContent>
    </Popover>
  );
}
