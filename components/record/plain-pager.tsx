import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PagerLinks } from "@/components/data-table/query";

/** Pages as plain links: the portal needs no script to turn one. */
export function PlainPager({ first, previous, next }: PagerLinks) {
  const t = useTranslations("portal.records");
  if (!first && !previous && !next) return null;
  return (
    <nav aria-label={t("pages")} className="flex items-center justify-between gap-4 print:hidden">
      <To href={first}>{t("first")}</To>
      <span className="flex gap-5">
        <To href={previous}>{t("previous")}</To>
        <To href={next}>{t("next")}</To>
      </span>
    </nav>
  );
}

function To({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return <span />;
  return (
    <Link href={href as "/"} className="text-primary underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
