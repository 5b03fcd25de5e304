import { NotFoundProblem } from "@/components/shell/problem";

/** Also what another company's record or report looks like. */
export default function PortalNotFound() {
  return <NotFoundProblem home="/portal" />;
}
