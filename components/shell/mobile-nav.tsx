"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from "@/components/ui/sheet";

/** The sidebar on a phone: a sheet that closes when a page was chosen. */
export function MobileNav({ children }: { children: ReactNode }) {
  const t = useTranslations("common.shell");
  const path = usePathname();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the sheet, although its path is not read
  useEffect(() => setOpen(false), [path]);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button size="icon" variant="ghost" aria-label={t("menu")}>
          <Menu />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" aria-describedby={undefined} className="p-3">
        <SheetTitle className="px-2 pb-3">{t("menu")}</SheetTitle>
        {children}
      </SheetContent>
    </Sheet>
  );
}
