"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { isTyping } from "./keys";

/** Something the palette offers: a page or an action, under a heading. `keywords` are further words to find it by. */
export type PaletteItem = { group: string; label: string; href: string; keywords?: readonly string[] };

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette));
const KeyboardHelp = dynamic(() => import("./keyboard-help").then((module) => module.KeyboardHelp));

/** Opens the palette; fired by the search button of the shell. */
export const PALETTE_EVENT = "open-palette";

/**
 * The keys of every page: ⌘K or Ctrl-K opens the palette, `?` the list of keys.
 * Both dialogs are loaded when they are first asked for.
 */
export function Shortcuts({ items }: { items: readonly PaletteItem[] }) {
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey) {
      event.preventDefault();
      setOpen(open === "palette" ? null : "palette");
    } else if (event.key === "?" && !isTyping(event)) {
      event.preventDefault();
      setOpen("help");
    }
  });
  const openPalette = useEffectEvent(() => setOpen("palette"));
  useEffect(() => {
    document.addEventListener("keydown", press);
    document.addEventListener(PALETTE_EVENT, openPalette);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener(PALETTE_EVENT, openPalette);
    };
  }, []);

  const close = () => setOpen(null);
  if (open === "palette") {
    return <CommandPalette items={items} onClose={close} onGo={(href) => router.push(href)} />;
  }
  return open === "help" ? <KeyboardHelp onClose={close} /> : null;
}
