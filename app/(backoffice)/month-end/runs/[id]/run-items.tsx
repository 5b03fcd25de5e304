import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { RunItem } from "@/db/queries/runs";
import { useReason } from "../../reason";
import { itemStatus } from "../../run-status";

/** What became of each partner, parked ones with their reason first. */
export function RunItems({ items }: { items: readonly RunItem[] }) {
  const t = useTranslations("settlement");
  const reason = useReason();
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("runs.partner")}</TableHead>
          <TableHead>{t("partners.currency")}</TableHead>
          <TableHead>{t("runs.state")}</TableHead>
          <TableHead>{t("runs.reason")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.n}>
            <TableCell>
              {item.reportId ? (
                <Link
                  href={`/reports/${item.partnerId}/${item.reportId}` as Route}
                  prefetch={false}
                  className="rounded-sm font-medium underline-offset-4 hover:underline"
                >
                  {item.partnerName}
                </Link>
              ) : (
                item.partnerName
              )}
            </TableCell>
            <TableCell className="text-muted-foreground">{item.currency}</TableCell>
            <TableCell>
              <StatusBadge status={itemStatus(item.state)}>{t(`itemStates.${item.state}`)}</StatusBadge>
            </TableCell>
            <TableCell>{item.reason && reason(item.reason, item.params)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
