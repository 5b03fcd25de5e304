import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, Period } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** Another record of the same session, as `recordsOfSameCdr` gives it. */
export type SiblingView = {
  id: string;
  partnerId: string;
  correctsId: string | null;
  periodMonth: string;
  revenue: bigint;
  partnerShare: bigint;
  reason: string | null;
};

/** What corrects a record, or is corrected by it (D9): nothing issued is ever edited. */
export function Siblings({
  siblings,
  record,
  base,
}: {
  siblings: readonly SiblingView[];
  record: { id: string; correctsId: string | null; currency: string };
  base: string;
}) {
  const t = useTranslations("records");
  const relation = (sibling: SiblingView) => {
    if (sibling.correctsId === record.id) return t("detail.corrects");
    return sibling.id === record.correctsId ? t("detail.correctedBy") : null;
  };
  return (
    <Section title={t("detail.corrections")}>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("fields.period")}</TableHead>
            <TableHead>{t("detail.reason")}</TableHead>
            <TableHead align="end">{t("fields.revenue")}</TableHead>
            <TableHead align="end">{t("fields.partnerShare")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {siblings.map((sibling) => (
            <TableRow key={sibling.id}>
              <TableCell>
                <Link
                  href={`${base}/${sibling.partnerId}/${sibling.id}` as Route}
                  className="font-medium underline-offset-4 hover:underline"
                >
                  <Period month={sibling.periodMonth} style="short" />
                </Link>
              </TableCell>
              <TableCell>{[relation(sibling), sibling.reason].filter(Boolean).join(": ")}</TableCell>
              <TableCell align="end">
                <Amount value={sibling.revenue} currency={record.currency} signed />
              </TableCell>
              <TableCell align="end">
                <Amount value={sibling.partnerShare} currency={record.currency} signed />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
