import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";
import { cn } from "@/components/ui/cn";

/** The content of a back-office page, with its margins; `reading` limits the width of forms and texts. */
export function Page({ width = "full", children }: { width?: "full" | "reading"; children: ReactNode }) {
  return (
    <div
      className={cn(
        "flex flex-col gap-4 px-4 py-5 sm:px-6 lg:px-8 lg:py-6 print:p-0",
        width === "reading" && "max-w-3xl",
      )}
    >
      {children}
    </div>
  );
}

/** What the page is, where it hangs, and what can be done here. The only `h1` of a page. */
export function PageHeader({
  title,
  description,
  breadcrumbs,
  status,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** A `StatusBadge` beside the title. */
  status?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-col gap-1.5">
      {breadcrumbs && <Breadcrumb items={breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="font-semibold text-xl leading-8 tracking-tight">{title}</h1>
            {status}
          </div>
          {description && <div className="max-w-3xl text-pretty text-muted-foreground">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
    </header>
  );
}

/** A part of a page under a heading. */
export function Section({
  title,
  description,
  actions,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cn("flex min-w-0 flex-col gap-2", className)}>
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <h2 className="font-semibold">{title}</h2>
          {description && <p className="text-[0.8125rem] text-muted-foreground">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Particulars of one thing: names left, values right of them; below each other on a phone. */
export function Facts({ items, className }: { items: readonly Fact[]; className?: string }) {
  return (
    <dl className={cn("grid grid-cols-1 gap-x-6 gap-y-1.5 sm:grid-cols-[9rem_minmax(0,1fr)]", className)}>
      {items.map((item) => (
        <div key={item.key} className="contents">
          <dt className="text-[0.8125rem] text-muted-foreground leading-5">{item.label}</dt>
          <dd className="min-w-0 break-words pb-1.5 sm:pb-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export type Fact = { key: string; label: ReactNode; value: ReactNode };
