"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";

const keys = [
  { press: ["⌘ K", "Ctrl K"], does: "keyPalette" },
  { press: ["/"], does: "keySearch" },
  { press: ["j"], does: "keyDown" },
  { press: ["k"], does: "keyUp" },
  { press: ["x"], does: "keySelect" },
  { press: ["Enter"], does: "keyOpen" },
  { press: ["Esc"], does: "keyBack" },
  { press: ["?"], does: "keyHelp" },
] as const;

/** Every key and what it does. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("common.shell");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-sm">
        <DialogHeader>
          <DialogTitle>{t("keyboard")}</DialogTitle>
          <DialogDescription>{t("keyboardDescription")}</DialogDescription>
        </DialogHeader>
        <dl className="flex flex-col">
          {keys.map(({ press, does }) => (
            <div key={does} className="flex h-8 items-center justify-between border-b last:border-b-0">
              <dt>{t(does)}</dt>
              <dd className="flex gap-1">
                {press.map((key) => (
                  <kbd key={key} className="rounded border bg-muted px-1.5 font-sans text-xs leading-5">
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
