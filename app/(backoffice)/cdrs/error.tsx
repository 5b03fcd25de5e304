"use client";

import { ListError } from "@/components/data-table";
import { Page } from "@/components/shell/page";

export default function CdrsError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page>
      <ListError {...(props.error.digest && { digest: props.error.digest })} reset={props.reset} />
    </Page>
  );
}
