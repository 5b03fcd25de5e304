import { readFilters } from "@/components/data-table/filters";
import { expenseShape } from "@/components/record/filters";
import { namesOfPartners } from "@/db/queries/record-choices";
import { readAs } from "@/lib/access/read.server";
import { admitViewer } from "@/lib/access/viewer.server";
import { downloadResponse } from "@/lib/documents/read-report.server";
import { exportName } from "@/lib/records/export-name";
import { exportExpenses } from "@/lib/records/export-records.server";

/** The expense records that the address filters, as CSV. */
export async function GET(request: Request): Promise<Response> {
  const admitted = await admitViewer("records:export");
  if ("response" in admitted) return admitted.response;
  const { viewer } = admitted;
  const filters = await readFilters(expenseShape, Object.fromEntries(new URL(request.url).searchParams));
  const partners = await readAs(viewer, (tx, scope) => namesOfPartners(tx, scope, filters.partner ?? []));
  const name = exportName("expenses", filters, partners);
  const body = await exportExpenses(viewer, { name, filters, now: Date.now() });
  return downloadResponse({ name, mediaType: "text/csv; charset=utf-8", body });
}
