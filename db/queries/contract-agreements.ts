/** Self-billing agreements of contracts and their documents. */
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { contracts, files } from "@/db/schema";
import type { IsoDate } from "@/lib/calendar/calendar";

/** Sets the day and the document of a contract's agreement. */
export async function setSelfBillingAgreement(
  tx: Tx,
  contractId: string,
  { agreedOn, fileId }: { agreedOn: IsoDate; fileId: string | null },
): Promise<void> {
  await tx
    .update(contracts)
    .set({ selfBillingAgreedOn: agreedOn, selfBillingFileId: fileId, version: sql`${contracts.version} + 1` })
    .where(eq(contracts.id, contractId));
}

/** The document of a contract's agreement, or null. */
export async function agreementFile(
  tx: Tx,
  contractId: string,
): Promise<{ id: string; name: string; mediaType: string; sizeBytes: number } | null> {
  const [row] = await tx
    .select({ id: files.id, name: files.name, mediaType: files.mediaType, sizeBytes: files.sizeBytes })
    .from(contracts)
    .innerJoin(files, eq(files.id, contracts.selfBillingFileId))
    .where(eq(contracts.id, contractId));
  return row ?? null;
}
