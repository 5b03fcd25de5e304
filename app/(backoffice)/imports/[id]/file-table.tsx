"use client";

import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ColumnMapping, CsvField } from "@/lib/cdrs/csv-mapping";
import type { Preview } from "@/lib/cdrs/preview";

/** The file as it is: its columns with what each was taken for, and the cells as they stand there. */
export function FileTable({ preview, columns }: { preview: Preview; columns: ColumnMapping["columns"] }) {
  const t = useTranslations("imports");
  const fieldsOf = (column: string) =>
    Object.entries(columns).flatMap(([field, name]) => (name === column ? t(`fields.${field as CsvField}`) : []));
  return (
    <Table>
      <caption className="sr-only">{t("mapping.file")}</caption>
      <TableHeader>
        <TableRow>
          <TableHead align="end">{t("previewTable.line")}</TableHead>
          {preview.columns.map((column) => {
            const fields = fieldsOf(column);
            return (
              <TableHead key={column} className="py-1.5 align-bottom">
                <span className="block text-foreground">{column}</span>
                <span className={fields.length > 0 ? "text-primary" : "font-normal"}>
                  {fields.join(", ") || t("columns.unused")}
                </span>
              </TableHead>
            );
          })}
        </TableRow>
      </TableHeader>
      <TableBody>
        {preview.rows.map((row) => (
          <TableRow key={row.line} className="whitespace-nowrap">
            <TableCell align="end" className="text-muted-foreground">
              {row.line}
            </TableCell>
            {preview.columns.map((column, index) => (
              <TableCell key={column} className="max-w-56 truncate">
                {row.cells[index]}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
