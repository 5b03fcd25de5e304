import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Count } from "@/components/figures";
import { cn } from "@/components/ui/cn";

export type Counts = {
  rows: number;
  imported: number;
  known: number;
  onHold: number;
  conflicting: number;
  rejected: number;
};

/** Where the rows behind a count are; left out where there are none to show. */
export type CountLinks = Partial<Record<keyof Counts, string>>;

/** The order in which rows are asked (D20). */
const PARTS = ["rejected", "known", "conflicting", "onHold", "imported"] as const;

/** Rejected + already known + conflicting + on hold + imported = rows, written as the sum that it is. */
export function CountsEquation({ counts, links = {} }: { counts: Counts; links?: CountLinks }) {
  const t = useTranslations("imports.counts");
  return (
    <dl className="flex flex-wrap items-end gap-x-3 gap-y-2">
      {PARTS.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <Sign>+</Sign>}
          <Part label={t(part)} value={counts[part]} {...(counts[part] > 0 && { href: links[part] })} />
        </Fragment>
      ))}
      <Sign>=</Sign>
      <Part label={t("rows")} value={counts.rows} />
    </dl>
  );
}

function Part({ label, value, href }: { label: string; value: number; href?: string | undefined }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
      <dd className={cn("font-semibold text-xl leading-7 tracking-tight", value === 0 && "text-muted-foreground")}>
        {href ? (
          <Link className="underline-offset-4 hover:underline" href={href as Route}>
            <Count value={value} />
          </Link>
        ) : (
          <Count value={value} />
        )}
      </dd>
    </div>
  );
}

function Sign({ children }: { children: string }) {
  return (
    <div aria-hidden className="pb-0.5 text-lg text-muted-foreground">
      {children}
    </div>
  );
}
