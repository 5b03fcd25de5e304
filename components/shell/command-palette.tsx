"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import type { PaletteItem } from "./shortcuts";

/** Go to a page or an action by typing a part of its name. */
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
  const groups = [...new Set(items.map((item) => item.group))];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        className="top-[12vh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0 [&>button]:hidden"
      >
        <DialogTitle className="sr-only">{t("goTo")}</DialogTitle>
        <Command label={t("goTo")}>
          <CommandInput placeholder={t("palettePlaceholder")} />
          <CommandList>
            <CommandEmpty>{t("paletteEmpty")}</CommandEmpty>
            {groups.map((group) => (
              <CommandGroup key={group} heading={group}>
                {items
                  .filter((item) => item.group === group)
                  .map((item) => (
                    <CommandItem
                      key={item.href + item.label}
                      value={`${group} ${item.label}`}
                      keywords={item.keywords ? [...item.keywords] : undefined}
                      onSelect={() => {
                        onClose();
                        onGo(item.href as Route);
                      }}
                    >
                      {item.label}
                    </CommandItem>
                  ))}
              </CommandGroup>
            ))}
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
