import { NotFoundProblem } from "@/components/shell/problem";

/** An object that does not exist, within the frame of the back office. */
export default function BackofficeNotFound() {
  return <NotFoundProblem />;
}
