import { ArrowRight, CheckCheck, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** What waits for somebody, how many, and where it is mended. */
export type AttentionItem = {
  kind:
    | "non_rated"
    | "no_owner"
    | "no_contract"
    | "no_rate"
    | "held"
    | "unknown_payer"
    | "contracts_ending"
    | "stale_drafts"
    | "failed_mails";
  count: number;
  href: string;
};

/** Nobody counts further. */
const MOST_COUNTED = 10_000;

/** One line for each kind; a kind with nothing is left out before. */
export function Attention({ items }: { items: readonly AttentionItem[] }) {
  const t = useTranslations("overview.attention");
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted-foreground">
        <CheckCheck aria-hidden className="size-4 text-success" />
        {t("none")}
      </p>
    );
  }
  return (
    <ul>
      {items.map(({ kind, count, href }) => (
        <li key={kind} className="border-b last:border-b-0">
          <Link href={href as Route} className="group flex h-9 items-center gap-2.5">
            <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
            <span className="min-w-0 flex-1 truncate underline-offset-4 group-hover:underline">
              {count > MOST_COUNTED ? t("moreThan", { what: t(kind, { count: MOST_COUNTED }) }) : t(kind, { count })}
            </span>
            <ArrowRight aria-hidden className="size-3.5 shrink-0 text-primary" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
