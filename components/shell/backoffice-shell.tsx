import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/sonner";
import type { Permission } from "@/lib/access/permissions";
import type { Locale } from "@/lib/i18n/locale";
import { AccountMenu, type ShellViewer } from "./account-menu";
import { Brand } from "./brand";
import { MobileNav } from "./mobile-nav";
import { backofficeNavigation, footNavigation } from "./navigation";
import { paletteActions } from "./palette-actions";
import { PaletteButton } from "./palette-button";
import { Shortcuts } from "./shortcuts";
import { type NavCounts, SidebarNav } from "./sidebar";
import { CONTENT_ID, SkipLink } from "./skip-link";

export type BackofficeShellProps = {
  /** The installation's CPO, beside the mark. */
  name: string;
  viewer: ShellViewer;
  /** What the viewer may do (`permissionsOf(role)`); pages beyond it are not shown. */
  permissions: readonly Permission[];
  counts?: NavCounts;
  locales: readonly Locale[];
  /** Server action that ends the session. */
  signOut: (form: FormData) => Promise<void>;
  /** Server action that stores the language as the user's setting. */
  onLanguage?: (locale: Locale) => Promise<unknown>;
  children: ReactNode;
};

/** The back office: a sidebar (a sheet on phones), the content, the keys of every page. */
export function BackofficeShell(props: BackofficeShellProps) {
  const nav = <SidebarNav permissions={props.permissions} counts={props.counts ?? {}} />;
  return (
    <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <aside className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r px-2.5 pt-4 pb-3 lg:flex print:hidden">
        <div className="px-2">
          <Brand name={props.name} href="/" />
        </div>
        <PaletteButton />
        {nav}
        <Account {...props} corner="bottom-left" />
      </aside>
      <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b bg-background px-3 lg:hidden print:hidden">
        <MobileNav>{nav}</MobileNav>
        <div className="min-w-0 flex-1">
          <Brand name={props.name} href="/" />
        </div>
        <div className="max-w-40">
          <Account {...props} corner="top-right" />
        </div>
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className="min-w-0 outline-none">
        {props.children}
      </main>
      <Keys {...props} />
      <Toaster />
    </div>
  );
}

function Account(props: BackofficeShellProps & { corner: "bottom-left" | "top-right" }) {
  const { viewer, locales, signOut, onLanguage, corner } = props;
  return <AccountMenu viewer={viewer} locales={locales} signOut={signOut} onLanguage={onLanguage} corner={corner} />;
}

/** The palette offers every page that the sidebar shows, and what the viewer may do. */
function Keys({ permissions }: BackofficeShellProps) {
  const t = useTranslations("common");
  const pages = [...backofficeNavigation.flatMap((group) => group.items), ...footNavigation]
    .filter((item) => permissions.includes(item.permission))
    .map((item) => ({ group: t("shell.goTo"), label: t(`nav.${item.key}`), href: item.href }));
  const actions = paletteActions
    .filter((item) => permissions.includes(item.permission))
    .map((item) => ({ group: t("palette.actions"), label: t(`palette.do.${item.key}`), href: item.href }));
  return <Shortcuts items={[...pages, ...actions]} />;
}
