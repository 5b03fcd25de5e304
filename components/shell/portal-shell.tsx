import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locale";
import { AccountMenu, type ShellViewer } from "./account-menu";
import { Brand } from "./brand";
import { NavLink } from "./nav-link";
import { portalNavigation } from "./navigation";
import { CONTENT_ID, SkipLink } from "./skip-link";

/** The site host's portal: made for a phone, one column, four places to go. No overlays, little JavaScript. */
export function PortalShell({
  name,
  viewer,
  locales,
  signOut,
  onLanguage,
  children,
}: {
  name: string;
  viewer: ShellViewer;
  locales: readonly Locale[];
  signOut: (form: FormData) => Promise<void>;
  onLanguage?: (locale: Locale) => Promise<unknown>;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="sticky top-0 z-30 border-b bg-background print:hidden">
        <div className="mx-auto flex h-13 max-w-4xl items-center justify-between gap-4 px-4">
          <Brand name={name} href="/portal" />
          <div className="max-w-44">
            <AccountMenu
              viewer={viewer}
              locales={locales}
              signOut={signOut}
              onLanguage={onLanguage}
              corner="top-right"
            />
          </div>
        </div>
        <nav aria-label={t("shell.navigation")} className="mx-auto max-w-4xl overflow-x-auto px-4">
          <ul className="flex gap-4 sm:gap-5">
            {portalNavigation.map((item) => (
              <li key={item.key}>
                <NavLink
                  href={item.href}
                  exact={item.key === "portalHome"}
                  className="flex h-10 items-center whitespace-nowrap border-transparent border-b-2 text-muted-foreground hover:text-foreground aria-[current=page]:border-primary aria-[current=page]:font-semibold aria-[current=page]:text-foreground"
                >
                  {t(`nav.${item.key}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-6 outline-none">
        {children}
      </main>
    </div>
  );
}
