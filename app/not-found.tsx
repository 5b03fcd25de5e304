import { NotFoundProblem } from "@/components/shell/problem";

/** An address that names nothing. */
export default function NotFound() {
  return <NotFoundProblem />;
}
