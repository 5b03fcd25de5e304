"use client";

import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import type { FilterControlProps } from "./filter-bar";

/** Long enough not to search for each letter, short enough to feel immediate. */
const PAUSE_MS = 250;

/** Free text; searches after a short pause or at once on Enter. The key `/` comes here. */
export function SearchFilter({ label, value, onChange }: FilterControlProps) {
  const [draft, setDraft] = useState(value ?? "");
  const sent = useRef(value ?? "");

  const send = useEffectEvent((text: string) => {
    if (text.trim() === sent.current) return;
    sent.current = text.trim();
    onChange(sent.current || null);
  });
  useEffect(() => {
    const timer = setTimeout(() => send(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    if ((value ?? "") === sent.current) return;
    sent.current = value ?? "";
    setDraft(value ?? "");
  }, [value]);

  return (
    <form
      className="relative w-full sm:w-72"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(draft.trim() || null);
        sent.current = draft.trim();
      }}
    >
      <Search aria-hidden className="absolute top-1.5 left-2 size-4 text-muted-foreground" />
      <Input
        type="search"
        data-list-search
        aria-label={label}
        placeholder={label}
        value={draft}
        maxLength={200}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        className="h-7 pr-7 pl-8 text-[0.8125rem]"
      />
      {draft === "" && (
        <kbd
          aria-hidden
          className="absolute top-1.5 right-2 rounded border px-1 text-[0.6875rem] text-muted-foreground leading-[0.875rem] max-sm:hidden"
        >
          /
        </kbd>
      )}
    </form>
  );
}
