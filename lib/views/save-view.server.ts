import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { insertView } from "@/db/queries/saved-views";
import type { Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { noteView, permitSharing, VIEW_FIELDS, viewConstraints } from "./own-view.server";
import type { NewView } from "./view-input";

/**
 * Saves a list's query under a name.
 * @returns the view's id.
 * @throws UserError views.nameTaken, views.mayNotShare
 */
export async function saveView(viewer: Viewer, view: NewView, now: Instant): Promise<string> {
  permitSharing(viewer, view.isShared);
  const id = uuidv7();
  await translateConstraints(viewConstraints, () =>
    asStaff(async (tx) => {
      await insertView(tx, { id, ...view, ownerId: viewer.userId, createdAt: now });
      const changes = diff(null, view, VIEW_FIELDS);
      await noteView(tx, viewer, { verb: "created", id, name: view.name, changes, at: now });
    }),
  );
  return id;
}
