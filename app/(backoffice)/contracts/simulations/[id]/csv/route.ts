/** A simulation as CSV, per month and site. */
import { findSimulation } from "@/db/queries/contract-simulations";
import { readAs } from "@/lib/access/read.server";
import { admitViewer } from "@/lib/access/viewer.server";
import { simulationSchema } from "@/lib/contracts/simulation";
import { simulationCsv } from "@/lib/contracts/simulation-csv";
import { downloadResponse } from "@/lib/documents/read-report.server";
import { isUuid } from "@/lib/input/fields";

export async function GET(_: Request, context: RouteContext<"/contracts/simulations/[id]/csv">): Promise<Response> {
  const admitted = await admitViewer("contracts:read");
  if ("response" in admitted) return admitted.response;
  const { id } = await context.params;
  const simulation = isUuid(id) ? await readAs(admitted.viewer, (tx) => findSimulation(tx, id)) : null;
  if (!simulation?.result) return new Response(null, { status: 404 });
  const { fromMonth, untilMonth, currency } = simulation;
  return downloadResponse({
    name: `simulation-${fromMonth}-${untilMonth}.csv`,
    mediaType: "text/csv; charset=utf-8",
    body: simulationCsv(simulationSchema.decode(simulation.result), currency),
  });
}
