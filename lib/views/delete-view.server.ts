import { asStaff } from "@/db/client";
import { deleteView as remove } from "@/db/queries/saved-views";
import type { Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { lockOwnView, noteView, VIEW_FIELDS } from "./own-view.server";

/**
 * Deletes a saved view; the list itself and its filters stay as they are.
 * @throws UserError views.gone, views.notYours
 */
export async function deleteView(viewer: Viewer, id: string, now: Instant): Promise<void> {
  await asStaff(async (tx) => {
    const view = await lockOwnView(tx, viewer, id);
    await remove(tx, id);
    const changes = diff(view, null, VIEW_FIELDS);
    await noteView(tx, viewer, { verb: "deleted", id, name: view.name, changes, at: now });
  });
}
