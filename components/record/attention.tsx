import { CheckCheck, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** What keeps sessions from being paid, how many, and where it is mended. */
export type AttentionItem = {
  kind: "non_rated" | "no_owner" | "no_contract" | "no_rate" | "held" | "unknown_payer";
  count: number;
  href: string;
};

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
          <Link href={href as Route} className="flex h-9 items-center gap-2.5 underline-offset-4 hover:underline">
            <TriangleAlert aria-hidden className="size-4 text-warning" />
            {t(kind, { count })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
