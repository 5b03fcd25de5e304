import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import type { Permission } from "@/lib/access/permissions";
import { NavLink } from "./nav-link";
import { backofficeNavigation, footNavigation, hasEntryBelow, type NavItem, type NavKey } from "./navigation";

/** A figure beside a menu entry: how many there are, or a word ("Oct"); `warning` where somebody has to act. */
export type NavCount = { value: number | string; warning?: boolean };
export type NavCounts = Readonly<Partial<Record<NavKey, NavCount>>>;

/** The entries of the back office that the permissions open, with their counts. */
export function SidebarNav({ permissions, counts }: { permissions: readonly Permission[]; counts: NavCounts }) {
  const t = useTranslations("common");
  const visible = (items: readonly NavItem[]) => items.filter((item) => permissions.includes(item.permission));
  const groups = backofficeNavigation
    .map((group) => ({ key: group.key, items: visible(group.items) }))
    .filter((group) => group.items.length > 0);
  return (
    <nav aria-label={t("shell.navigation")} className="flex flex-1 flex-col gap-4">
      {groups.map((group) => (
        <Group key={group.key ?? "top"} label={group.key && t(`nav.${group.key}`)}>
          <Entries items={group.items} counts={counts} />
        </Group>
      ))}
      <div className="mt-auto pt-4">
        <Group label={null}>
          <Entries items={visible(footNavigation)} counts={counts} />
        </Group>
      </div>
    </nav>
  );
}

function Group({ label, children }: { label: string | null; children: ReactNode }) {
  return (
    <div>
      {label && <p className="px-2 pb-1 text-muted-foreground text-xs">{label}</p>}
      <ul className="flex flex-col">{children}</ul>
    </div>
  );
}

function Entries({ items, counts }: { items: readonly NavItem[]; counts: NavCounts }) {
  const t = useTranslations("common.nav");
  return items.map((item) => {
    const count = counts[item.key];
    return (
      <li key={item.key}>
        <NavLink
          href={item.href}
          exact={hasEntryBelow(item.href)}
          className="flex h-[1.875rem] items-center gap-2.5 rounded-md px-2 text-muted-foreground hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:font-medium aria-[current=page]:text-foreground"
        >
          <item.icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
          <span className="min-w-0 flex-1 truncate">{t(item.key)}</span>
          {count && (
            <span className={cn("text-xs", count.warning ? "font-medium text-warning" : "text-muted-foreground")}>
              {typeof count.value === "number" ? <Count value={count.value} limit={99_999} /> : count.value}
            </span>
          )}
        </NavLink>
      </li>
    );
  });
}
