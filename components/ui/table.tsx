import type { ComponentProps } from "react";
import { cn } from "./cn";

/**
 * A plain table with hairlines and 36 px rows, for what is short and complete (fees of a report, versions of a
 * contract). Lists with filters and pages are a `DataTable`.
 */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div data-slot="table-scroll" tabIndex={0} className="relative w-full overflow-x-auto">
      <table data-slot="table" className={cn("w-full caption-bottom border-collapse", className)} {...props} />
    </div>
  );
}

export function TableHeader(props: ComponentProps<"thead">) {
  return <thead {...props} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

/** Sums under the columns they add up. */
export function TableFooter({ className, ...props }: ComponentProps<"tfoot">) {
  return <tfoot className={cn("font-semibold [&_td]:border-t [&_tr]:border-b-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("border-b last:border-b-0", className)} {...props} />;
}

type Align = { align?: "start" | "end" };

export function TableHead({
  className,
  align = "start",
  scope = "col",
  ...props
}: Omit<ComponentProps<"th">, "align"> & Align) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-9 whitespace-nowrap px-2.5 font-medium text-muted-foreground text-xs first:pl-0 last:pr-0",
        align === "end" ? "text-right" : "text-left",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, align = "start", ...props }: Omit<ComponentProps<"td">, "align"> & Align) {
  return (
    <td
      className={cn(
        "h-9 px-2.5 py-1.5 align-middle first:pl-0 last:pr-0",
        align === "end" && "figures text-right",
        className,
      )}
      {...props}
    />
  );
}

export function TableCaption({ className, ...props }: ComponentProps<"caption">) {
  return <caption className={cn("mt-3 text-left text-muted-foreground text-xs", className)} {...props} />;
}
