import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertSource } from "@/db/queries/imports";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import type { FileFormat } from "./file-format";

/** What a person can run into when naming a source; for `translateConstraints`. */
export const sourceConstraints = {
  sources_name: () => new UserError("imports.sourceNameTaken", { field: "name" }),
};

/**
 * Creates a source of CDRs in the transaction of its first file.
 * @returns its id.
 */
export async function createSource(
  tx: Tx,
  viewer: Viewer,
  source: { name: string; format: FileFormat },
  now: Instant,
): Promise<string> {
  const id = uuidv7();
  await insertSource(tx, { id, ...source, createdAt: now });
  await appendAuditEvent(tx, {
    actor: actorOf(viewer),
    verb: "created",
    objectType: "source",
    objectId: id,
    label: source.name,
    changes: { name: [null, source.name], format: [null, source.format] },
    at: now,
  });
  return id;
}
