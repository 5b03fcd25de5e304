import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/i18n/locale";
import { Brand } from "./brand";
import { LanguageSwitch } from "./language-switch";
import { CONTENT_ID, SkipLink } from "./skip-link";

/**
 * Pages without a sign-in: `form` for sign-in, invitation and password (a narrow column), `document` for a shared
 * report (the width of a sheet of paper).
 */
export function PublicShell({
  name,
  locales,
  width = "form",
  children,
}: {
  name: string;
  locales: readonly Locale[];
  width?: "form" | "document";
  children: ReactNode;
}) {
  const column = width === "form" ? "max-w-sm" : "max-w-4xl";
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className={cn("mx-auto flex w-full items-center justify-between gap-4 px-4 py-5 print:hidden", column)}>
        <Brand name={name} href="/" />
        <div className="w-32">
          <LanguageSwitch locales={locales} />
        </div>
      </header>
      <main
        id={CONTENT_ID}
        tabIndex={-1}
        className={cn(
          "mx-auto flex w-full flex-col gap-6 px-4 pt-4 pb-16 outline-none",
          width === "form" && "sm:pt-[10vh]",
          column,
        )}
      >
        {children}
      </main>
    </div>
  );
}
