import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Count, StatusBadge } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { RowOutcome } from "@/db/queries/import-rows";
import { reasonName } from "../finding-words";

export type Reason = { outcome: RowOutcome; code: string; rows: number };

/** Why rows were not simply imported, and how many each reason concerns; a row may have more than one. */
export function Reasons({ importId, reasons }: { importId: string; reasons: readonly Reason[] }) {
  const t = useTranslations("imports");
  return (
    <Section title={t("reasonsTable.title")} description={t("reasonsTable.hint")} className="max-w-3xl">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("reasonsTable.outcome")}</TableHead>
            <TableHead>{t("reasonsTable.reason")}</TableHead>
            <TableHead align="end">{t("counts.rows")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {reasons.map(({ outcome, code, rows }) => (
            <TableRow key={`${outcome} ${code}`}>
              <TableCell>
                <StatusBadge status={`row.${outcome}`} />
              </TableCell>
              <TableCell>
                <Link
                  className="underline-offset-4 hover:underline"
                  href={`/imports/${importId}?outcome=${outcome}&code=${code}#rows` as Route}
                >
                  {reasonName(t, code)}
                </Link>
              </TableCell>
              <TableCell align="end">
                <Count value={rows} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
