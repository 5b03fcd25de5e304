import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Count, DateTime, StatusBadge } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { listRecalculations } from "@/db/queries/recalculations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { TitleOf } from "./title";

const SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recalculations"))("title") };
}

/** What changes of tariffs, owners and contracts did to sessions that were known, the latest first. */
export default async function RecalculationsPage() {
  const viewer = await requireViewer("records:read");
  const t = await getTranslations("recalculations");
  const runs = await readAs(viewer, (tx) => listRecalculations(tx, SHOWN));
  const zone = await viewerZone(viewer);
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description", { shown: SHOWN })} />
      {runs.length === 0 ? (
        <Empty title={t("empty")}>{t("emptyText")}</Empty>
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("what")}</TableHead>
              <TableHead>{t("by")}</TableHead>
              <TableHead>{t("at")}</TableHead>
              <TableHead align="end">{t("changed")}</TableHead>
              <TableHead>{t("state")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {runs.map((run) => (
              <TableRow key={run.id}>
                <TableCell>
                  <Link
                    href={`/recalculations/${run.id}` as Route}
                    className="rounded-sm font-medium underline-offset-4 hover:underline"
                  >
                    <TitleOf run={run} />
                  </Link>
                </TableCell>
                <TableCell className="text-muted-foreground">{run.by ?? t("system")}</TableCell>
                <TableCell className="text-muted-foreground">
                  <DateTime at={run.createdAt} zone={zone} />
                </TableCell>
                <TableCell align="end">
                  <Count value={run.result?.sums.changed ?? 0} />
                </TableCell>
                <TableCell>
                  <StatusBadge status={`run.${run.state}`} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Page>
  );
}
