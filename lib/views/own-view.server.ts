import type { Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { lockView, type SavedView } from "@/db/queries/saved-views";
import { isAllowed } from "@/lib/access/permissions";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Changes } from "@/lib/audit/changes";
import type { Verb } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";

/** What the history says of a view. */
export const VIEW_FIELDS = ["name", "query", "isShared"] as const;

/** One name per person and list. */
export const viewConstraints = { saved_views_name: () => new UserError("views.nameTaken", { field: "name" }) };

/**
 * Locks a view that the viewer may change: the own one, and what is shared by people who share for others.
 * @throws UserError views.gone, views.notYours
 */
export async function lockOwnView(tx: Tx, viewer: Viewer, id: string): Promise<SavedView> {
  const view = await lockView(tx, id);
  const isOwn = view?.ownerId === viewer.userId;
  if (!view || (!isOwn && !view.isShared)) throw new UserError("views.gone");
  if (!isOwn && viewer.role !== "admin") throw new UserError("views.notYours");
  return view;
}

/** @throws UserError views.mayNotShare */
export function permitSharing(viewer: Viewer, isShared: boolean): void {
  if (isShared && !isAllowed(viewer.role, "views:share"))
    throw new UserError("views.mayNotShare", { field: "isShared" });
}

/** The history of a view. */
export function noteView(
  tx: Tx,
  viewer: Viewer,
  event: { verb: Verb; id: string; name: string; changes?: Changes; at: Instant },
): Promise<void> {
  const { verb, id, name, changes, at } = event;
  return appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb,
    objectType: "view",
    objectId: id,
    label: name,
    changes,
    at,
  });
}
