"use client";

import { Download } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { AT_ONCE_ROWS, EXPORT_FORMATS, type ExportFormat, type ExportList } from "@/lib/exports/export-kinds";

export type StartExport = (input: {
  list: ExportList;
  format: ExportFormat;
  query: string;
}) => Promise<{ ok: boolean }>;

/**
 * Exports what the filter leaves: a small list is downloaded at once, a large one is written in the background and the
 * page of exports shows how far it is.
 */
export function ExportMenu({
  list,
  query,
  count,
  start,
}: {
  list: ExportList;
  /** The filters as they are in the address. */
  query: string;
  count: number;
  start: StartExport;
}) {
  const t = useTranslations("exports");
  const [pending, run] = useTransition();
  const atOnce = count <= AT_ONCE_ROWS;
  function startInBackground(format: ExportFormat) {
    run(async () => {
      const answer = await start({ list, format, query });
      if (answer && !answer.ok) toast.error(t("notStarted"));
    });
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button disabled={pending}>
          <Download aria-hidden />
          {t("export")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <DropdownMenuLabel>{t("matching", { count })}</DropdownMenuLabel>
        {EXPORT_FORMATS.map((format) =>
          atOnce ? (
            <DropdownMenuItem key={format} asChild>
              <a href={`/${list}/export?${query ? `${query}&` : ""}format=${format}`} download>
                {t(`formats.${format}`)}
              </a>
            </DropdownMenuItem>
          ) : (
            <DropdownMenuItem key={format} onSelect={() => startInBackground(format)}>
              {t(`formats.${format}`)}
            </DropdownMenuItem>
          ),
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={"/exports" as Route}>{t("mine")}</Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
