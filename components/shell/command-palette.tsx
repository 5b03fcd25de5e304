"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import type { FoundItem } from "@/lib/search/found";
import type { PaletteItem } from "./shortcuts";
import { useFoundItems } from "./use-found-items";

/** Go to a page, an action, or a thing: by a part of its name, or by its number or id. */
export function CommandPalette({
  items,
  onClose,
  onGo,
}: {
  items: readonly PaletteItem[];
  onClose: () => void;
  onGo: (href: Route) => void;
}) {
  const t = useTranslations("common.shell");
  const [search, setSearch] = useState("");
  const { items: found, isSearching } = useFoundItems(search);
  const groups = [...new Set(items.map((item) => item.group))];
  function go(href: string) {
    onClose();
    onGo(href as Route);
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        className="top-[12vh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0 [&>button]:hidden"
      >
        <DialogTitle className="sr-only">{t("goTo")}</DialogTitle>
        <Command label={t("goTo")}>
          <CommandInput placeholder={t("palettePlaceholder")} value={search} onValueChange={setSearch} />
          <CommandList aria-busy={isSearching}>
            {found.length === 0 && (
              <CommandEmpty>{isSearching ? t("paletteSearching") : t("paletteEmpty")}</CommandEmpty>
            )}
            {groups.map((group) => (
              <CommandGroup key={group} heading={group}>
                {items
                  .filter((item) => item.group === group)
                  .map((item) => (
                    <CommandItem
                      key={item.href + item.label}
                      value={`${group} ${item.label}`}
                      keywords={item.keywords ? [...item.keywords] : undefined}
                      onSelect={() => go(item.href)}
                    >
                      {item.label}
                    </CommandItem>
                  ))}
              </CommandGroup>
            ))}
            <Found items={found} onGo={go} />
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

/** What the server found is shown as it is: it was looked for by more than its label. */
function Found({ items, onGo }: { items: readonly FoundItem[]; onGo: (href: string) => void }) {
  const t = useTranslations("common.palette");
  const kinds = [...new Set(items.map((item) => item.kind))];
  return kinds.map((kind) => (
    <CommandGroup key={kind} heading={t(`found.${kind}`)} forceMount>
      {items
        .filter((item) => item.kind === kind)
        .map((item) => (
          <CommandItem key={item.href} value={item.href} forceMount onSelect={() => onGo(item.href)}>
            <span className="min-w-0 truncate">{item.label}</span>
            {item.detail && <span className="ml-auto shrink-0 text-muted-foreground text-xs">{item.detail}</span>}
          </CommandItem>
        ))}
    </CommandGroup>
  ));
}
