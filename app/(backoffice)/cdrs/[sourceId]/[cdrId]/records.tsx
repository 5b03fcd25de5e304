import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Amount, Period } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { expenseRecordsOf, revenueRecordsOf } from "@/db/queries/cdrs";

type Revenue = Awaited<ReturnType<typeof revenueRecordsOf>>;
type Expenses = Awaited<ReturnType<typeof expenseRecordsOf>>;

/** What the session became: what partners earn from it, and what they owe for it (D7). */
export async function Records({ revenue, expenses }: { revenue: Revenue; expenses: Expenses }) {
  const t = await getTranslations("cdrs.records");
  if (revenue.length + expenses.length === 0) return null;
  return (
    <Section title={t("title")}>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("partner")}</TableHead>
            <TableHead>{t("kind")}</TableHead>
            <TableHead>{t("period")}</TableHead>
            <TableHead align="end">{t("amount")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {revenue.map((record) => (
            <TableRow key={record.id}>
              <TableCell>
                <Link
                  className="font-medium underline-offset-4 hover:underline"
                  href={`/revenue/${record.partnerId}/${record.id}` as Route}
                >
                  {record.partnerName}
                </Link>
              </TableCell>
              <TableCell>{record.correctsId ? t("difference") : t("earns")}</TableCell>
              <TableCell>
                <Period month={record.periodMonth} style="short" />
              </TableCell>
              <TableCell align="end">
                <Amount value={record.partnerShare} currency={record.currency} />
              </TableCell>
            </TableRow>
          ))}
          {expenses.map((record) => (
            <TableRow key={record.id}>
              <TableCell>
                <Link
                  className="font-medium underline-offset-4 hover:underline"
                  href={`/expenses/${record.partnerId}/${record.id}` as Route}
                >
                  {record.partnerName}
                </Link>
              </TableCell>
              <TableCell>{t("owes")}</TableCell>
              <TableCell>
                <Period month={record.periodMonth} style="short" />
              </TableCell>
              <TableCell align="end">
                <Amount value={record.amount} currency={record.currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
