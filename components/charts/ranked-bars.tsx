import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Decimal } from "@/lib/i18n/format";
import { highestOf, percentOf, toUnits } from "./scale";

/** `figure` is the value as it is written (an `Amount` or `Energy`); `value` only gives the bar its length. */
export type RankedRow = { key: string; label: ReactNode; href?: string; value: Decimal; figure: ReactNode };

/** Things by size: name, bar, figure. The picture is the table. */
export function RankedBars({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: { label: ReactNode; figure: ReactNode };
  rows: readonly RankedRow[];
}) {
  const longest = highestOf(rows.map((row) => toUnits(row.value)));
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{head.label}</th>
          <th scope="col">{head.figure}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-b last:border-b-0">
            <th scope="row" className="h-9 max-w-48 truncate pr-4 text-left font-normal">
              {row.href ? (
                <Link href={row.href as Route} className="underline-offset-4 hover:underline">
                  {row.label}
                </Link>
              ) : (
                row.label
              )}
            </th>
            <td className="figures w-full text-right">
              <span className="flex items-center gap-4">
                <span aria-hidden className="h-2 flex-1">
                  <span
                    className="block h-full min-w-0.5 rounded-xs bg-primary"
                    style={{ width: `${Math.max(0, percentOf(toUnits(row.value), longest))}%` }}
                  />
                </span>
                {row.figure}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
