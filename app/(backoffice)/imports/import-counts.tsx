import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
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

/** Drawn before a part: a list of terms holds nothing but terms and their values. */
const signs = { plus: "before:content-['+'_/_'']", equals: "before:content-['='_/_'']" };
const signClasses = "before:row-start-2 before:pb-0.5 before:text-lg before:text-muted-foreground";

/** Rejected + already known + conflicting + on hold + imported = rows, written as the sum that it is. */
export function CountsEquation({ counts, links = {} }: { counts: Counts; links?: CountLinks }) {
  const t = useTranslations("imports.counts");
  return (
    <dl className="flex flex-wrap items-end gap-x-3 gap-y-2">
      {PARTS.map((part, index) => (
        <Part
          key={part}
          sign={index > 0 ? "plus" : null}
          label={t(part)}
          value={counts[part]}
          {...(counts[part] > 0 && { href: links[part] })}
        />
      ))}
      <Part sign="equals" label={t("rows")} value={counts.rows} />
    </dl>
  );
}

type PartProps = { sign: keyof typeof signs | null; label: string; value: number; href?: string | undefined };

function Part({ sign, label, value, href }: PartProps) {
  return (
    <div className={cn("grid grid-cols-[auto_auto] items-end gap-x-3", sign && signClasses, sign && signs[sign])}>
      <dt className="col-start-2 text-[0.8125rem] text-muted-foreground">{label}</dt>
      <dd
        className={cn(
          "col-start-2 row-start-2 font-semibold text-xl leading-7 tracking-tight",
          value === 0 && "text-muted-foreground",
        )}
      >
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
