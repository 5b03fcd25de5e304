import { asStaff } from "@/db/client";
import { updateView } from "@/db/queries/saved-views";
import type { Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { lockOwnView, noteView, permitSharing, VIEW_FIELDS, viewConstraints } from "./own-view.server";

/** Another query, or another name and whether it is shared. */
export type ViewChange = { query: string } | { name: string; isShared: boolean };

/**
 * Changes a saved view.
 * @throws UserError views.gone, views.notYours, views.nameTaken, views.mayNotShare
 */
export async function changeView(viewer: Viewer, id: string, change: ViewChange, now: Instant): Promise<void> {
  await translateConstraints(viewConstraints, () =>
    asStaff(async (tx) => {
      const view = await lockOwnView(tx, viewer, id);
      const changed = { ...view, ...change };
      permitSharing(viewer, changed.isShared);
      const changes = diff(view, changed, VIEW_FIELDS);
      if (Object.keys(changes).length === 0) return;
      await updateView(tx, id, change);
      await noteView(tx, viewer, { verb: "changed", id, name: changed.name, changes, at: now });
    }),
  );
}
