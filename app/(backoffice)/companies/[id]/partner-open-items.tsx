import { ArrowRight, CheckCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "@/components/figures";
import { Section } from "@/components/shell/page";
import type { OpenItem } from "@/db/queries/partner-page";

/** What of this partner waits for somebody, each with the list that shows it. */
export function PartnerOpenItems({
  partnerId,
  items,
  awaited,
}: {
  partnerId: string;
  items: readonly OpenItem[];
  awaited: readonly { currency: string; awaited: bigint }[];
}) {
  const t = useTranslations("companies.partner.open");
  const lines = [
    ...items.map(({ kind, count }) => ({ key: kind, href: listOf(kind, partnerId), text: t(kind, { count }) })),
    ...awaited.map(({ currency, awaited: amount }) => ({
      key: `awaited ${currency}`,
      href: `/revenue?partner=${partnerId}&currency=${currency}&collected=awaited`,
      text: t.rich("awaited", { amount: () => <Amount key="amount" value={amount} currency={currency} /> }),
    })),
  ];
  return (
    <Section title={t("title")}>
      {lines.length === 0 ? (
        <p className="flex items-center gap-2 text-muted-foreground">
          <CheckCheck aria-hidden className="size-4 text-success" />
          {t("none")}
        </p>
      ) : (
        <ul>
          {lines.map(({ key, href, text }) => (
            <Line key={key} href={href}>
              {text}
            </Line>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Line({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li className="border-b last:border-b-0">
      <Link href={href as Route} className="group flex min-h-9 items-center gap-2.5 py-1">
        <span className="min-w-0 flex-1 underline-offset-4 group-hover:underline">{children}</span>
        <ArrowRight aria-hidden className="size-3.5 shrink-0 text-primary" />
      </Link>
    </li>
  );
}

function listOf(kind: OpenItem["kind"], partnerId: string): string {
  if (kind === "drafts") return `/reports?partner=${partnerId}&state=draft`;
  if (kind === "months") return "/month-end";
  return `/cdrs?settlement=${kind}&owner=${partnerId}`;
}
