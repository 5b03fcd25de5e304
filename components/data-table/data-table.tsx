import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Empty } from "@/components/ui/empty";
import { ListLink } from "./list-transition";
import { type SelectionItem, TableControls } from "./table-controls";

export type Column<Row> = {
  /** Lower case and dashes; remembered by the column chooser. */
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** `end` for amounts, energy and counts: right-aligned, tabular figures. */
  align?: "start" | "end";
  /** Quieter than its neighbours. */
  muted?: boolean;
  /** Long text is cut with an ellipsis at this width. */
  truncate?: boolean;
  /** Not shown until somebody chooses it: the others fill the page already. */
  extra?: boolean;
};

export type DataTableProps<Row> = {
  /** Lower case and dashes; names the table for the column chooser. */
  name: string;
  /** What the table lists, for assistive technology. */
  caption: string;
  /** The first column identifies the row; it stays in view and carries the link. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row opens. */
  rowHref?: (row: Row) => string;
  /** Makes rows selectable: what each is called and what it adds to the sum in the bulk bar. */
  selection?: (row: Row) => Omit<SelectionItem, "id">;
  /** Buttons of the bulk bar; they read the selection by `useSelection` or `SelectionFields`. */
  bulk?: ReactNode;
  /** Shown when there is nothing yet: an `Empty` with the next step. */
  empty: ReactNode;
  /** True when filters are set (`isFiltered`): no rows then means "no match", with a link that clears them. */
  filtered?: boolean;
};

/**
 * A server-rendered table: cells are made on the server, the browser gets HTML plus one small controller for
 * selection and keys (j, k, x, Enter, Esc). Put it into a `ListFrame` with its filters and pager.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, selection, rowKey } = props;
  if (rows.length === 0) return props.filtered ? <NoMatch /> : props.empty;
  const items = selection ? rows.map((row) => ({ id: rowKey(row), ...selection(row) })) : [];
  return (
    <TableControls caption={props.caption} items={items} bulk={props.bulk}>
      <table data-table={props.name} className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{props.caption}</caption>
        <Head columns={props.columns} selectable={selection !== undefined} />
        <tbody>
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </TableControls>
  );
}

/** Sticks to the top, and the identity column to the side; both need a background of their own. */
const headClasses =
  "sticky top-0 z-10 h-9 whitespace-nowrap border-b bg-background px-2.5 font-medium text-muted-foreground text-xs";
const identityClasses = "sticky left-0 z-10 bg-inherit text-left";

function Head<Row>({ columns, selectable }: { columns: readonly Column<Row>[]; selectable: boolean }) {
  const t = useTranslations("common.table");
  return (
    <thead>
      <tr>
        {selectable && (
          <td className={cn(headClasses, "w-9 pr-0 print:hidden")}>
            <Checkbox data-select-page aria-label={t("selectPage")} />
          </td>
        )}
        {columns.map((column, index) => (
          <th
            key={column.key}
            scope="col"
            data-column={column.key}
            data-extra={column.extra || undefined}
            className={cn(
              headClasses,
              column.align === "end" ? "text-right" : "text-left",
              index === 0 && "left-0 z-20",
            )}
          >
            {column.header}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row<Row>({ row, columns, rowKey, rowHref, selection }: DataTableProps<Row> & { row: Row }) {
  const t = useTranslations("common.table");
  const id = rowKey(row);
  const [identity, ...others] = columns;
  const label = selection?.(row).label;
  return (
    <tr
      data-row={id}
      className={cn(
        "group bg-background has-[input[data-select-row]:checked]:bg-selected has-[a[data-identity]:focus-visible]:bg-accent",
        rowHref && "cursor-pointer hover:bg-accent",
      )}
    >
      {selection && (
        <td className="h-9 w-9 border-b pl-2.5 print:hidden">
          <Checkbox data-select-row value={id} aria-label={`${t("selectRow")}: ${label}`} />
        </td>
      )}
      {identity && (
        <th
          scope="row"
          data-column={identity.key}
          className={cn("h-9 whitespace-nowrap border-b px-2.5 font-medium", identityClasses)}
        >
          {rowHref ? (
            <Link
              data-identity
              href={rowHref(row) as Route}
              prefetch={false}
              className="rounded-sm underline-offset-4 hover:underline"
            >
              {identity.cell(row)}
            </Link>
          ) : (
            identity.cell(row)
          )}
        </th>
      )}
      {others.map((column) => (
        <td
          key={column.key}
          data-column={column.key}
          data-extra={column.extra || undefined}
          className={cellClasses(column)}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function cellClasses<Row>(column: Column<Row>): string {
  return cn(
    "h-9 whitespace-nowrap border-b px-2.5",
    column.align === "end" && "figures text-right",
    column.muted && "text-muted-foreground",
    column.truncate && "max-w-56 truncate",
  );
}

/** No row matches: says so and clears the filters. */
function NoMatch() {
  const t = useTranslations("common");
  const clear = (
    <ListLink href="?" className="font-medium text-primary underline-offset-4 hover:underline">
      {t("actions.clearAll")}
    </ListLink>
  );
  return (
    <Empty title={t("table.noMatchTitle")} action={clear}>
      {t("table.noMatch")}
    </Empty>
  );
}
