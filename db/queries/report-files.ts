/** Which file is a settlement report's PDF (A34). */
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { settlementReports } from "@/db/schema";

export type PdfOf = { partnerId: string; id: string; state: "draft" | "issued"; revision: number };

/** Locks a report that has no PDF yet; false when it has one, is gone, or is not in that state and revision any more. */
export async function lockForPdf(tx: Tx, report: PdfOf): Promise<boolean> {
  const found = await tx
    .select({ id: settlementReports.id })
    .from(settlementReports)
    .where(
      and(
        eq(settlementReports.partnerId, report.partnerId),
        eq(settlementReports.id, report.id),
        eq(settlementReports.state, report.state),
        eq(settlementReports.revision, report.revision),
        isNull(settlementReports.pdfFileId),
      ),
    )
    .for("update");
  return found.length === 1;
}

/** Says which file is the report's PDF. */
export async function setPdf(tx: Tx, report: Pick<PdfOf, "partnerId" | "id">, fileId: string): Promise<void> {
  await tx
    .update(settlementReports)
    .set({ pdfFileId: fileId })
    .where(and(eq(settlementReports.partnerId, report.partnerId), eq(settlementReports.id, report.id)));
}
