"use client";

import { type ReactNode, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { ActionForm } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";

/** A form that stays on its page and says that it saved; with `clears` its fields are empty again. */
export function SavedForm({
  action,
  saved,
  clears = false,
  children,
}: {
  action: FormAction;
  saved: string;
  clears?: boolean;
  children: ReactNode;
}) {
  const [times, setTimes] = useState(0);
  return (
    <ActionForm key={clears ? times : 0} action={action} onDone={() => setTimes((before) => before + 1)}>
      {times > 0 && <Alert tone="success">{saved}</Alert>}
      {children}
    </ActionForm>
  );
}
