import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ListLink } from "./list-transition";
import type { PagerLinks } from "./query";

/** First, previous and next page by keyset; `children` say what is shown ("50 of 40,290 rows"). */
export function Pager({ first, previous, next, children }: PagerLinks & { children?: ReactNode }) {
  const t = useTranslations("common.table");
  const alone = !first && !previous && !next;
  if (alone && !children) return null;
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-2 print:hidden">
      <p className="text-[0.8125rem] text-muted-foreground">{children}</p>
      {!alone && (
        <nav aria-label={t("pages")} className="flex items-center gap-1">
          <PageLink href={first} label={t("first")} iconOnly>
            <ChevronsLeft aria-hidden />
          </PageLink>
          <PageLink href={previous} label={t("previous")} rel="prev">
            <ChevronLeft aria-hidden />
            {t("previous")}
          </PageLink>
          <PageLink href={next} label={t("next")} rel="next">
            {t("next")}
            <ChevronRight aria-hidden />
          </PageLink>
        </nav>
      )}
    </div>
  );
}

function PageLink({
  href,
  label,
  rel,
  iconOnly = false,
  children,
}: {
  href: string | null;
  label: string;
  rel?: string;
  iconOnly?: boolean;
  children: ReactNode;
}) {
  const size = iconOnly ? "icon-sm" : "sm";
  const name = iconOnly ? { "aria-label": label } : {};
  if (href === null) {
    return (
      <Button size={size} variant="ghost" disabled {...name}>
        {children}
      </Button>
    );
  }
  return (
    <Button size={size} variant="ghost" asChild>
      <ListLink href={href} scroll rel={rel} {...name}>
        {children}
      </ListLink>
    </Button>
  );
}
