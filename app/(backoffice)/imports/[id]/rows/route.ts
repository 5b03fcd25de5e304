/** The listed rows of an import as CSV, with their reasons in the reader's language; streamed page by page. */
import { Readable } from "node:stream";
import { getLocale, getTranslations } from "next-intl/server";
import { oneOf, readFilters } from "@/components/data-table/filters";
import { type ListedImportRow, pageOfImportRows } from "@/db/queries/import-rows";
import { findImport } from "@/db/queries/imports";
import { ROW_OUTCOMES } from "@/db/schema";
import { readAs } from "@/lib/access/read.server";
import { admitViewer } from "@/lib/access/viewer.server";
import { csvLine } from "@/lib/csv/line";
import { isUuid } from "@/lib/input/fields";
import { type FindingParams, fieldName, findingWords, ROW_CODES } from "../../finding-words";

const shape = { outcome: oneOf(ROW_OUTCOMES), code: oneOf(ROW_CODES) };
const COLUMNS = ["line", "last_line", "outcome", "code", "reason", "field", "value", "cdr_id", "row"];
const PAGE = 1_000;

export async function GET(request: Request, context: RouteContext<"/imports/[id]/rows">): Promise<Response> {
  const admitted = await admitViewer("cdrs:export");
  if ("response" in admitted) return admitted.response;
  const { id } = await context.params;
  const found = isUuid(id) ? await readAs(admitted.viewer, (tx) => findImport(tx, id)) : null;
  if (!found) return new Response(null, { status: 404 });
  const filters = await readFilters(shape, Object.fromEntries(new URL(request.url).searchParams));
  const lineOf = await lineWriter();
  const read = (after: string | null) =>
    readAs(admitted.viewer, (tx) => pageOfImportRows(tx, id, filters, { after, limit: PAGE }));
  const name = `${found.fileName.replace(/\.[^.]*$/, "")}-rows.csv`;
  return new Response(Readable.toWeb(Readable.from(csvPages(read, lineOf))) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "no-store",
    },
  });
}

async function lineWriter(): Promise<(row: ListedImportRow) => string> {
  const [t, locale] = [await getTranslations("imports"), await getLocale()];
  return (row) =>
    csvLine([
      row.line,
      row.lastLine,
      row.outcome,
      row.code,
      findingWords(t, locale, row.code, (row.params ?? {}) as FindingParams),
      fieldName(t, row.field),
      row.value,
      row.cdrId,
      row.raw,
    ]);
}

/** One short transaction a page: entries are only ever added behind the last one. */
async function* csvPages(
  read: (after: string | null) => ReturnType<typeof pageOfImportRows>,
  lineOf: (row: ListedImportRow) => string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvLine(COLUMNS));
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof pageOfImportRows>> = await read(after);
    if (page.rows.length > 0) yield encoder.encode(page.rows.map(lineOf).join(""));
    if (page.next === null) return;
    after = page.next;
  }
}
