import { FileText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/figures";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PartnerDocument } from "@/db/queries/partner-documents";

/** A partner's documents, the latest first, each with what it belongs to. */
export async function PartnerDocuments({
  rows,
  partnerId,
  zone,
}: {
  rows: readonly PartnerDocument[];
  partnerId: string;
  zone: string;
}) {
  const t = await getTranslations("companies.documents");
  if (rows.length === 0) {
    return (
      <Empty icon={FileText} title={t("none")}>
        {t("noneHint")}
      </Empty>
    );
  }
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("name")}</TableHead>
          <TableHead>{t("of")}</TableHead>
          <TableHead>{t("stored")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const { kind, path, download } = placeOf(row, partnerId);
          return (
            <TableRow key={row.id}>
              <TableCell>
                <a href={download} className="font-medium text-primary underline-offset-4 hover:underline">
                  {row.name}
                </a>
              </TableCell>
              <TableCell>
                <Link href={path as Route} className="underline-offset-4 hover:underline">
                  {t(`kind.${kind}`)}
                </Link>
              </TableCell>
              <TableCell className="text-muted-foreground">
                <DateTime at={row.createdAt} zone={zone} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Where a document belongs, and where it is downloaded. */
function placeOf({ id, reportId, contractId, expenseId }: PartnerDocument, partnerId: string) {
  if (reportId !== null) {
    const path = `/reports/${partnerId}/${reportId}`;
    return { kind: "report" as const, path, download: `${path}/pdf` };
  }
  if (contractId !== null) {
    const path = `/contracts/${contractId}`;
    return { kind: "agreement" as const, path, download: `${path}/agreement` };
  }
  const path = `/expenses/${partnerId}/${expenseId}`;
  return { kind: "expense" as const, path, download: `${path}/attachments/${id}` };
}
