"use client";

import { useEffect, useState } from "react";
import { type FoundItem, SHORTEST_SEARCH } from "@/lib/search/found";

/** One question per pause in typing. */
const PAUSE_MILLISECONDS = 150;

/** What the server finds for a text, once it has not changed for a moment; the answer before stays until then. */
export function useFoundItems(search: string): { items: readonly FoundItem[]; isSearching: boolean } {
  const wanted = search.trim();
  const [answer, setAnswer] = useState<{ search: string; items: readonly FoundItem[] }>({ search: "", items: [] });

  useEffect(() => {
    if (wanted.length < SHORTEST_SEARCH) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const items = await find(wanted, asking.signal);
      if (items) setAnswer({ search: wanted, items });
    }, PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [wanted]);

  if (wanted.length < SHORTEST_SEARCH) return { items: [], isSearching: false };
  return { items: answer.items, isSearching: answer.search !== wanted };
}

/** Null when nothing came back: asked again meanwhile, or no connection. */
async function find(search: string, signal: AbortSignal): Promise<FoundItem[] | null> {
  try {
    const response = await fetch(`/api/find?q=${encodeURIComponent(search)}`, { signal });
    return response.ok ? ((await response.json()) as FoundItem[]) : null;
  } catch {
    return null;
  }
}
