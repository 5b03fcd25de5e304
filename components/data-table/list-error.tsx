"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** What an `error.tsx` of a list shows: an error is never an empty list. `reset` is what Next passes. */
export function ListError({ digest, reset }: { digest?: string; reset: () => void }) {
  const t = useTranslations("common");
  const retry = <Button onClick={reset}>{t("actions.retry")}</Button>;
  return (
    <Alert tone="danger" title={t("table.failedTitle")} action={retry}>
      <p>{t("table.failed")}</p>
      {digest && <p className="text-muted-foreground text-xs">{t("errors.reference", { digest })}</p>}
    </Alert>
  );
}
