import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** What the columns of a CSV file mean, and which are needed. */
export function ColumnList({
  headings,
  columns,
}: {
  headings: { column: string; meaning: string };
  columns: readonly { name: string; meaning: ReactNode }[];
}) {
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{headings.column}</TableHead>
          <TableHead>{headings.meaning}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {columns.map((column) => (
          <TableRow key={column.name}>
            <TableCell>
              <code>{column.name}</code>
            </TableCell>
            <TableCell>{column.meaning}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
