import { ChevronsUpDown, LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Role } from "@/lib/access/permissions";
import type { Locale } from "@/lib/i18n/locale";
import { LanguageSwitch } from "./language-switch";
import { ThemeSwitch } from "./theme-switch";

/** Who looks at the page, as far as the shells show it. */
export type ShellViewer = { name: string; email: string; role: Role };

const corners = {
  "bottom-left": "bottom-14 left-3",
  "top-right": "top-14 right-4",
};

/**
 * The person, the theme, the language and the way out. It is an HTML popover: opens, closes on Esc and on a click
 * beside it without a script of ours.
 */
export function AccountMenu({
  viewer,
  locales,
  signOut,
  onLanguage,
  corner,
  children,
}: {
  viewer: ShellViewer;
  locales: readonly Locale[];
  signOut: (form: FormData) => Promise<void>;
  onLanguage?: (locale: Locale) => Promise<unknown>;
  corner: keyof typeof corners;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const id = `account-${corner}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        className="flex h-9 min-w-0 items-center gap-2 rounded-md px-2 text-left hover:bg-muted"
      >
        <span className="min-w-0 flex-1 truncate">{viewer.name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("shell.account")}
        className={cn(
          "fixed inset-auto m-0 w-64 rounded-xl border bg-popover p-3 text-popover-foreground shadow-overlay",
          corners[corner],
        )}
      >
        <div className="flex flex-col gap-3">
          <div className="min-w-0">
            <p className="truncate font-semibold">{viewer.name}</p>
            <p className="truncate text-[0.8125rem] text-muted-foreground">{viewer.email}</p>
            <p className="text-[0.8125rem] text-muted-foreground">{t(`role.${viewer.role}`)}</p>
          </div>
          {children}
          <ThemeSwitch />
          <LanguageSwitch locales={locales} onChoose={onLanguage} />
          <form action={signOut}>
            <Button type="submit" className="w-full">
              <LogOut aria-hidden />
              {t("actions.signOut")}
            </Button>
          </form>
        </div>
      </div>
    </>
  );
}
