import { cache } from "react";
import { findFirstTimeZone } from "@/db/queries/access";
import { readAs } from "./read.server";
import type { Viewer } from "./viewer";

/**
 * The clocks on which pages show when something was done: those of the first organization that the viewer deals
 * with, else UTC. Business dates and months belong to their own organization, not to this.
 */
export const viewerZone = cache(
  async (viewer: Viewer): Promise<string> => (await readAs(viewer, (tx) => findFirstTimeZone(tx))) ?? "UTC",
);
