/** Setting who pays for sessions of which nobody knew (D1); records, expenses and billing groups follow. */
import { asOwner } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { cdrsToBePaid, lockPayers, mayPayAs, updatePayers } from "@/db/queries/payers";
import { loadReference } from "@/db/queries/reference";
import { originalKeys } from "@/db/queries/resettle";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrKey } from "@/lib/cdrs/cdr-key";
import { UserError } from "@/lib/errors/user-error";
import { payerIsFixed, type SourcePayer } from "@/lib/records/payer";
import { resettleChunk } from "@/lib/records/resettle.server";
import { tryAgain } from "@/lib/records/try-again.server";

export type SetPayer = {
  key: CdrKey;
  /** All sessions of unknown payer with the same token, a thousand at most. */
  sameToken: boolean;
  payer: SourcePayer;
  reason: string;
};

/**
 * Sets the payer, also when the session's month is issued already.
 * @returns how many sessions it was set for
 * @throws UserError cdrs.gone, cdrs.payerUnfit, cdrs.payerFixed (names the first session whose payer is fixed)
 */
export function setPayer(viewer: Viewer, input: SetPayer, now: Instant): Promise<number> {
  const { payer, reason } = input;
  const payerId = "companyId" in payer ? payer.companyId : null;
  return tryAgain(() =>
    asOwner(async (tx) => {
      if ("companyId" in payer && !(await mayPayAs(tx, payer.companyId, payer.payer))) {
        throw new UserError("cdrs.payerUnfit", { field: "payerCompany" });
      }
      const rows = await lockPayers(tx, await originalKeys(tx, await cdrsToBePaid(tx, input.key, input.sameToken)));
      if (rows.length === 0) throw new UserError("cdrs.gone");
      for (const row of rows) {
        const fixed = payerIsFixed(row);
        if (fixed) throw new UserError("cdrs.payerFixed", { params: { cdr: row.cdrId, why: fixed } });
      }
      await updatePayers(tx, rows, { payer: payer.payer, payerId });
      await resettleChunk(tx, rows, await loadReference(tx), { reason, now });
      await appendAuditEvents(
        tx,
        rows.map((row) => ({
          actor: actorOf(viewer),
          verb: "changed" as const,
          objectType: "cdr" as const,
          objectId: `${row.sourceId} ${row.cdrId}`,
          label: row.cdrId,
          changes: { payer: [row.payer, payer.payer] as const },
          reason,
          at: now,
        })),
      );
      return rows.length;
    }),
  );
}
