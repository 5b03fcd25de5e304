import { readFilters } from "@/components/data-table/filters";
import { formatShape, revenueShape } from "@/components/record/filters";
import { admitViewer } from "@/lib/access/viewer.server";
import { downloadResponse } from "@/lib/documents/read-report.server";
import { MEDIA_TYPES } from "@/lib/exports/export-kinds";
import { exportNow } from "@/lib/exports/export-now.server";

/** The revenue records that the address filters, as CSV or with `format=xlsx` as a workbook. */
export async function GET(request: Request): Promise<Response> {
  const admitted = await admitViewer("records:export");
  if ("response" in admitted) return admitted.response;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const filters = await readFilters(revenueShape, query);
  const { format } = await readFilters(formatShape, query);
  const file = await exportNow(admitted.viewer, { list: "revenue", filters, format: format ?? "csv" }, Date.now());
  return downloadResponse({ ...file, mediaType: MEDIA_TYPES[format ?? "csv"] });
}
