/** `GET /api/health`: 200 when database, migrations and worker are ready, 503 with the reason until then. Open to all, tells nobody more. */
import { checkHealth } from "@/lib/jobs/health.server";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, { status: health.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
