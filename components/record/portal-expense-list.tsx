import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, DateTime, Period } from "@/components/figures";
import type { ExpenseRowView } from "./expense-columns";
import { ExpenseSentence } from "./expense-sentence";

/** What a partner owes, for a phone: what for on the left, how much on the right. */
export function PortalExpenseList({ rows }: { rows: readonly (ExpenseRowView & { partnerId: string; id: string })[] }) {
  const t = useTranslations("expenses.origin");
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-b last:border-b-0">
          <Link
            href={`/portal/expenses/${row.partnerId}/${row.id}` as Route}
            prefetch={false}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2 hover:bg-accent"
          >
            <span className="min-w-0">
              <span className="block font-medium">
                <ExpenseSentence expense={row} />
              </span>
              <span className="block text-[0.8125rem] text-muted-foreground">
                {row.origin === "session" ? (
                  <DateTime at={row.occurredAt} zone={row.timeZone} />
                ) : (
                  <>
                    {t(row.origin)} · <Period month={row.periodMonth} />
                  </>
                )}
              </span>
            </span>
            <Amount value={row.amount} currency={row.currency} className="font-semibold" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
