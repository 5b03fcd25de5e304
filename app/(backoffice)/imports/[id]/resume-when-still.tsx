"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { resume } from "../actions";

/** A batch takes a second; nothing for this long means that no worker has the import. */
const STILL_MS = 60_000;

/** Offers to go on when nothing has moved for a minute: the worker was stopped, or gave up. */
export function ResumeWhenStill({ importId, bytesRead }: { importId: string; bytesRead: number }) {
  const t = useTranslations("imports.progress");
  const [stillAt, setStillAt] = useState<number | null>(null);
  const [busy, start] = useTransition();
  useEffect(() => {
    const timer = setTimeout(() => setStillAt(bytesRead), STILL_MS);
    return () => clearTimeout(timer);
  }, [bytesRead]);
  if (stillAt !== bytesRead) return null;

  function goOn() {
    start(async () => {
      await resume({ importId });
      setStillAt(null);
    });
  }
  const button = (
    <Button onClick={goOn} disabled={busy}>
      {t("resume")}
    </Button>
  );
  return (
    <Alert tone="warning" title={t("still")} action={button}>
      {t("stillText")}
    </Alert>
  );
}
