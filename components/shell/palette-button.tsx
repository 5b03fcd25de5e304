"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { PALETTE_EVENT } from "./shortcuts";

/** The visible way to the palette. */
export function PaletteButton() {
  const t = useTranslations("common.shell");
  return (
    <button
      type="button"
      onClick={() => document.dispatchEvent(new Event(PALETTE_EVENT))}
      className="flex h-8 w-full items-center gap-2 rounded-md border bg-card px-2 text-muted-foreground hover:text-foreground"
    >
      <Search aria-hidden className="size-4" />
      <span className="flex-1 truncate text-left">{t("openPalette")}</span>
      <kbd aria-hidden className="font-sans text-xs">
        ⌘K
      </kbd>
    </button>
  );
}
