"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useTransition } from "react";

/**
 * Reads the page's figures again when the server says that the books have moved. While an answer is under way further
 * news wait for it. Only a page that is looked at listens: browsers allow few connections to one server.
 */
export function LiveRefresh() {
  const router = useRouter();
  const [pending, start] = useTransition();
  const missed = useRef(false);

  const refresh = useEffectEvent(() => {
    missed.current = pending;
    if (!pending) start(() => router.refresh());
  });
  const catchUp = useEffectEvent(() => {
    if (!pending && missed.current) refresh();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end of an answer is when to look for what it missed
  useEffect(catchUp, [pending]);

  useEffect(() => {
    let events: EventSource | null = null;
    let wasHidden = false;
    const follow = () => {
      if (document.visibilityState === "hidden") {
        events?.close();
        events = null;
        wasHidden = true;
      } else if (!events) {
        events = new EventSource("/api/live");
        events.addEventListener("moved", refresh);
        if (wasHidden) refresh();
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      events?.close();
    };
  }, []);
  return null;
}
