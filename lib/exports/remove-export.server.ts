import { asOwner, asStaff } from "@/db/client";
import { deleteExpiredExports, deleteListExport, lockOwnExport } from "@/db/queries/list-exports";
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";

/** Removes one's own export with its file; one that is being written stops. What is gone already stays gone. */
export async function removeExport(viewer: Viewer, exportId: string): Promise<void> {
  await asStaff(async (tx) => {
    const own = await lockOwnExport(tx, viewer.userId, exportId);
    if (own) await deleteListExport(tx, own.id);
  });
}

/** Removes every export whose days are over. */
export async function removeExpiredExports(now: Instant): Promise<void> {
  await asOwner((tx) => deleteExpiredExports(tx, now));
}
