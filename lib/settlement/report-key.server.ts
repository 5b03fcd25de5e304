import type { PeriodKey } from "@/db/queries/periods";
import { findReport } from "@/db/queries/reports";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { UserError } from "@/lib/errors/user-error";

/**
 * The period of a report that the viewer may see.
 * @throws UserError settlement.reportGone
 */
export async function findReportKey(
  viewer: Viewer,
  { partnerId, reportId }: { partnerId: string; reportId: string },
): Promise<PeriodKey> {
  const report = await readAs(viewer, (tx, scope) => findReport(tx, scope, partnerId, reportId));
  if (!report) throw new UserError("settlement.reportGone");
  return { partnerId, organizationId: report.organizationId, currency: report.currency, month: report.month };
}
