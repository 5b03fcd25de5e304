import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { countExpenseRecords } from "@/db/queries/expense-records";
import { countUnfinishedExports, insertListExport } from "@/db/queries/list-exports";
import { countRevenueRecords } from "@/db/queries/record-sums";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { enqueue } from "@/lib/jobs/enqueue.server";
import { type AskedExport, nameOf, noteExport } from "./export-now.server";

const KEPT_DAYS = 7;
/** One person's exports take turns; more of them waiting help nobody. */
const MOST_UNFINISHED = 5;

/**
 * Lets the worker write an export; its file is kept for seven days.
 * @returns the export's id.
 * @throws UserError records.tooManyExports
 */
export async function startExport(viewer: Viewer, asked: AskedExport, now: Instant): Promise<string> {
  const name = await nameOf(viewer, asked);
  return asStaff(async (tx) => {
    if ((await countUnfinishedExports(tx, viewer.userId)) >= MOST_UNFINISHED) {
      throw new UserError("records.tooManyExports", { params: { count: MOST_UNFINISHED } });
    }
    const id = uuidv7();
    await insertListExport(tx, {
      id,
      ...asked,
      name,
      state: "queued",
      expectedRows:
        asked.list === "revenue"
          ? await countRevenueRecords(tx, viewer.scope, asked.filters)
          : await countExpenseRecords(tx, viewer.scope, asked.filters),
      createdAt: now,
      createdBy: viewer.userId,
      expiresAt: now + KEPT_DAYS * 86_400_000,
    });
    await noteExport(tx, viewer, { ...asked, name }, now);
    await enqueue(tx, "export_list", { exportId: id });
    return id;
  });
}
