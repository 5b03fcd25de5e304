/**
 * Cuts tables into pages before they are drawn: a page that the PDF library breaks itself costs more than linearly
 * many seconds. Rows have the same height, so that pages can be counted.
 */

export type Cell = string;
export type TableColumn = { title: string; weight: number; align: "start" | "end" };

/** A table with its heading; `total` closes it. `note` stands below the heading, `empty` in place of the rows. */
export type Table = {
  title: string;
  note?: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly Cell[])[];
  total?: readonly Cell[];
  empty?: string;
};

/** What is drawn one below the other. */
export type Block =
  | { kind: "title"; text: string }
  | { kind: "note"; text: string }
  | { kind: "head" | "row" | "total"; columns: readonly TableColumn[]; cells: readonly Cell[] };

/** Heights in rows. */
const HEIGHT: Record<Block["kind"], number> = { title: 2.2, note: 1.4, head: 1.2, row: 1, total: 1.2 };

/** A title is not left alone at the foot of a page: its head and this many rows go with it. */
const KEPT_TOGETHER = 3;

/** Lays tables out on pages of `capacity` rows; the column heads are repeated on each page. */
export function pagesOf(tables: readonly Table[], capacity: number): Block[][] {
  const pages: Block[][] = [];
  let page: Block[] = [];
  let used = 0;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = 0;
  };
  const put = (block: Block) => {
    page.push(block);
    used += HEIGHT[block.kind];
  };
  for (const table of tables) {
    const beginning = beginningOf(table);
    const needed = beginning.reduce((height, block) => height + HEIGHT[block.kind], KEPT_TOGETHER);
    if (used + needed > capacity) turn();
    beginning.forEach(put);
    for (const block of bodyOf(table)) {
      if (used + HEIGHT[block.kind] > capacity) {
        turn();
        put(headOf(table));
      }
      put(block);
    }
  }
  turn();
  return pages;
}

function beginningOf(table: Table): Block[] {
  const title: Block[] = [{ kind: "title", text: table.title }];
  if (table.note) title.push({ kind: "note", text: table.note });
  if (table.rows.length > 0) title.push(headOf(table));
  else if (table.empty) title.push({ kind: "note", text: table.empty });
  return title;
}

const headOf = ({ columns }: Table): Block => ({ kind: "head", columns, cells: columns.map((column) => column.title) });

function bodyOf({ columns, rows, total }: Table): Block[] {
  const body: Block[] = rows.map((cells) => ({ kind: "row", columns, cells }));
  return total && rows.length > 0 ? [...body, { kind: "total", columns, cells: total }] : body;
}
