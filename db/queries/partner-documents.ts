/** Every stored document of a partner, whatever it belongs to: PDFs of reports, agreements, proofs of expenses. */
import { and, eq, isNotNull, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { contracts, expenseAttachments, files, settlementReports } from "@/db/schema";
import type { Scope } from "@/lib/access/scope";
import { type InstantPageRequest, instantKeyset, instantPage } from "./instant-keyset";
import type { Page } from "./keyset";
import { partnerIn } from "./record-conditions";

export type PartnerDocument = Awaited<ReturnType<typeof listPartnerDocuments>>["rows"][number];

/** One page of a partner's documents, the latest first; one of the three ids says what it belongs to. */
export async function listPartnerDocuments(tx: Tx, scope: Scope, partnerId: string, page: InstantPageRequest) {
  const keyset = instantKeyset(files.createdAt, files.id, page);
  const rows = await tx
    .select({
      id: files.id,
      name: files.name,
      createdAt: files.createdAt,
      reportId: settlementReports.id,
      contractId: contracts.id,
      expenseId: expenseAttachments.expenseId,
    })
    .from(files)
    .leftJoin(
      settlementReports,
      and(eq(settlementReports.partnerId, files.partnerId), eq(settlementReports.pdfFileId, files.id)),
    )
    .leftJoin(contracts, and(eq(contracts.partnerId, files.partnerId), eq(contracts.selfBillingFileId, files.id)))
    .leftJoin(
      expenseAttachments,
      and(eq(expenseAttachments.partnerId, files.partnerId), eq(expenseAttachments.fileId, files.id)),
    )
    .where(
      and(
        eq(files.partnerId, partnerId),
        partnerIn(files.partnerId, scope, null),
        or(isNotNull(settlementReports.id), isNotNull(contracts.id), isNotNull(expenseAttachments.expenseId)),
        keyset.where,
      ),
    )
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return instantPage(rows, page, (row) => ({ at: row.createdAt, id: row.id })) satisfies Page<unknown>;
}
