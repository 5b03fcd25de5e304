"use client";

import { ErrorProblem } from "@/components/shell/problem";

export default function PageError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorProblem {...(props.error.digest && { digest: props.error.digest })} reset={props.reset} />;
}
