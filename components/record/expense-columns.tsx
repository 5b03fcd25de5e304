import { getTranslations } from "next-intl/server";
import type { Column } from "@/components/data-table";
import { Amount, DateTime, Period } from "@/components/figures";
import { ExpenseSentence, type ExpenseStory } from "./expense-sentence";
import { ExpenseQuantity, isByEnergy } from "./quantity";

/** As much of an expense record as its row shows. */
export type ExpenseRowView = ExpenseStory & {
  partnerName: string;
  timeZone: string;
  periodMonth: string;
  occurredAt: number;
  amount: bigint;
};

/** The columns of the back office's expense list; a time on other clocks than those of `zone` names them. */
export async function expenseColumns(zone: string): Promise<Column<ExpenseRowView>[]> {
  const t = await getTranslations("expenses");
  return [
    {
      key: "date",
      header: t("fields.date"),
      cell: (row) => <DateTime at={row.occurredAt} zone={row.timeZone} showZone={row.timeZone !== zone} />,
    },
    { key: "partner", header: t("fields.partner"), cell: (row) => row.partnerName, truncate: true },
    {
      key: "amount",
      header: t("fields.amount"),
      align: "end",
      cell: (row) => <Amount value={row.amount} currency={row.currency} />,
    },
    { key: "origin", header: t("fields.origin"), cell: (row) => t(`origin.${row.origin}`), muted: true },
    { key: "explanation", header: t("fields.explanation"), cell: (row) => <ExpenseSentence expense={row} /> },
    {
      key: "quantity",
      header: t("fields.quantity"),
      align: "end",
      extra: true,
      cell: (row) => <ExpenseQuantity expense={row} />,
    },
    {
      key: "unit-price",
      header: t("fields.unitPrice"),
      align: "end",
      extra: true,
      cell: (row) =>
        isByEnergy(row) ? (
          "–"
        ) : (
          <Amount value={row.unitPrice} currency={row.currency} showCurrency={false} precision="exact" />
        ),
    },
    {
      key: "period",
      header: t("fields.period"),
      cell: (row) => <Period month={row.periodMonth} style="short" />,
      muted: true,
    },
  ];
}
