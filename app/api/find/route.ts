/** `GET /api/find?q=…`: what the palette offers beside pages and actions. */
import { readFilters, text } from "@/components/data-table/filters";
import { admitViewer } from "@/lib/access/viewer.server";
import { findAnything } from "@/lib/search/find-anything.server";
import { SHORTEST_SEARCH } from "@/lib/search/found";

export async function GET(request: Request): Promise<Response> {
  const admitted = await admitViewer("overview:read");
  if ("response" in admitted) return admitted.response;
  const { q } = await readFilters({ q: text }, Object.fromEntries(new URL(request.url).searchParams));
  const found = q && q.length >= SHORTEST_SEARCH ? await findAnything(admitted.viewer, q) : [];
  return Response.json(found, { headers: { "cache-control": "private, no-store" } });
}
