import { Download, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Count, DateTime, FileSize, StatusBadge } from "@/components/figures";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { plainForm } from "@/components/ui/plain-form";
import { Progress } from "@/components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type OwnExport, ownExports } from "@/db/queries/list-exports";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { remove } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("exports"))("title") };
}

/** One's own exports: how far they are, their files, and until when those are kept (A33). */
export default async function ExportsPage() {
  const viewer = await requireViewer("records:export");
  const t = await getTranslations("exports");
  const zone = await viewerZone(viewer);
  const rows = await readAs(viewer, (tx) => ownExports(tx, viewer.userId, Date.now()));
  const isRunning = rows.some(({ state }) => state === "queued" || state === "running");
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} />
      {isRunning && <KeepFresh />}
      {rows.length === 0 ? (
        <Empty icon={Download} title={t("empty")}>
          {t("emptyText")}
        </Empty>
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("file")}</TableHead>
              <TableHead>{t("state")}</TableHead>
              <TableHead align="end">{t("rows")}</TableHead>
              <TableHead align="end">{t("size")}</TableHead>
              <TableHead>{t("asked")}</TableHead>
              <TableHead>{t("keptUntil")}</TableHead>
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <ExportRow key={row.id} row={row} zone={zone} />
            ))}
          </TableBody>
        </Table>
      )}
    </Page>
  );
}

async function ExportRow({ row, zone }: { row: OwnExport; zone: string }) {
  const t = await getTranslations("exports");
  return (
    <TableRow>
      <TableCell className="font-medium">
        {row.state === "done" ? (
          <a href={`/exports/${row.id}/file`} download className="underline-offset-4 hover:underline">
            {row.name}
          </a>
        ) : (
          row.name
        )}
      </TableCell>
      <TableCell>
        <State row={row} />
      </TableCell>
      <TableCell align="end">
        <Count value={row.state === "done" ? row.writtenRows : row.expectedRows} />
      </TableCell>
      <TableCell align="end">{row.sizeBytes === null ? "–" : <FileSize bytes={row.sizeBytes} />}</TableCell>
      <TableCell>
        <DateTime at={row.createdAt} zone={zone} />
      </TableCell>
      <TableCell>
        <DateTime at={row.expiresAt} zone={zone} />
      </TableCell>
      <TableCell align="end">
        <form action={plainForm(remove)}>
          <input type="hidden" name="id" value={row.id} />
          <Button type="submit" size="icon-sm" variant="ghost" aria-label={t("remove", { name: row.name })}>
            <Trash2 aria-hidden />
          </Button>
        </form>
      </TableCell>
    </TableRow>
  );
}

/** A running export shows how many of its rows are written. */
async function State({ row }: { row: OwnExport }) {
  const t = await getTranslations("exports");
  if (row.state !== "running") return <StatusBadge status={`run.${row.state}`} />;
  return (
    <div className="flex w-44 items-center gap-2">
      <Progress value={row.writtenRows} total={row.expectedRows} label={t("progress", { name: row.name })} />
      <span className="figures text-muted-foreground text-xs">
        <Count value={row.writtenRows} />
      </span>
    </div>
  );
}
