import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import { ListLink } from "./list-transition";
import { hrefWith, type Query } from "./query";

/** One tab of a list; `value` null is the tab without the parameter. Counts above `limit` show as "10,000+". */
export type StatusTab = { value: string | null; label: ReactNode; count?: number };

const COUNT_LIMIT = 10_000;

/** The states of a list as links, each with its count: `<StatusTabs param="state" query={query} tabs={…} />`. */
export function StatusTabs({ param, query, tabs }: { param: string; query: Query; tabs: readonly StatusTab[] }) {
  const t = useTranslations("common.table");
  const asked = typeof query[param] === "string" ? query[param] : null;
  const current = tabs.some((tab) => tab.value === asked) ? asked : null;
  return (
    <nav aria-label={t("views")} className="overflow-x-auto border-b print:hidden">
      <ul className="flex gap-5">
        {tabs.map((tab) => {
          const active = tab.value === current;
          return (
            <li key={tab.value ?? ""}>
              <ListLink
                href={hrefWith(query, { [param]: tab.value })}
                aria-current={active ? "page" : undefined}
                className={cn(
                  "flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2",
                  active && "border-primary font-semibold text-foreground",
                )}
              >
                {tab.label}
                {tab.count !== undefined && (
                  <span className="font-normal text-muted-foreground">
                    <Count value={tab.count} limit={COUNT_LIMIT} />
                  </span>
                )}
              </ListLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
