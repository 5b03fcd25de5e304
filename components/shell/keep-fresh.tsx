"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useTransition } from "react";

const EVERY_MS = 1_000;

/**
 * Asks the page for its state each second while it is looked at; what runs is in the database, not here. A slow
 * answer is waited for, or each question would replace the one before and none would ever be answered.
 */
export function KeepFresh() {
  const router = useRouter();
  const [pending, start] = useTransition();
  const refresh = useEffectEvent(() => {
    if (!pending && document.visibilityState === "visible") start(() => router.refresh());
  });
  useEffect(() => {
    const timer = setInterval(refresh, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
