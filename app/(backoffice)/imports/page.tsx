import { FileUp } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type Column, ColumnChooser, DataTable, ListFrame, Pager, pagerLinks } from "@/components/data-table";
import { id, readFilters } from "@/components/data-table/filters";
import { Count, DateTime, StatusBadge } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Progress } from "@/components/ui/progress";
import { findImport, type ImportDetail, listImports, listSources } from "@/db/queries/imports";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { UploadBox } from "./upload-box";

const LIMIT = 50;
const place = { after: id };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportsPage(props: PageProps<"/imports">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("imports");
  const query = await props.searchParams;
  const { after } = await readFilters(place, query);
  const { rows, sources } = await readAs(viewer, async (tx) => {
    const last = after ? await findImport(tx, after) : null;
    return {
      rows: await listImports(tx, { limit: LIMIT + 1, ...(last && { before: last }) }),
      sources: await listSources(tx),
    };
  });
  const shown = rows.slice(0, LIMIT);
  const next = rows.length > LIMIT ? shown.at(-1)!.id : null;
  const columns = columnsOf(t, await viewerZone(viewer));
  const busy = shown.some((row) => row.state === "running" || row.state === "queued");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button asChild>
            <Link href="/imports/sources">{t("sources.title")}</Link>
          </Button>
        }
      />
      {isAllowed(viewer.role, "cdrs:import") && (
        <ClientMessages areas={["imports"]}>
          <UploadBox sources={sources.map((source) => ({ id: source.id, name: source.name }))} />
        </ClientMessages>
      )}
      {busy && <KeepFresh />}
      <ListFrame>
        <Section
          title={t("list.title")}
          actions={
            <ColumnChooser
              name="imports"
              columns={columns.slice(1).map(({ key, header, extra }) => ({ key, label: header, extra }))}
            />
          }
        >
          <DataTable
            name="imports"
            caption={t("title")}
            columns={columns}
            rows={shown}
            rowKey={(row) => row.id}
            rowHref={(row) => `/imports/${row.id}`}
            empty={
              <Empty icon={FileUp} title={t("list.empty")}>
                {t("list.emptyText")}
              </Empty>
            }
          />
          <Pager {...pagerLinks(query, { previous: null, next })} />
        </Section>
      </ListFrame>
    </Page>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"imports">>>;

function columnsOf(t: Words, zone: string): Column<ImportDetail>[] {
  const counted = (key: "rejected" | "known" | "conflicting" | "onHold" | "imported" | "rows") => ({
    key: key.toLowerCase(),
    header: t(`counts.${key}`),
    align: "end" as const,
    muted: key !== "rows" && key !== "imported",
    extra: key === "known" || key === "conflicting",
    cell: (row: ImportDetail) => <Count value={row[key]} />,
  });
  return [
    { key: "file", header: t("list.file"), truncate: true, cell: (row) => row.fileName },
    { key: "source", header: t("list.source"), cell: (row) => row.sourceName },
    { key: "state", header: t("list.state"), cell: (row) => <State row={row} label={t("progress.label")} /> },
    counted("rejected"),
    counted("known"),
    counted("conflicting"),
    counted("onHold"),
    counted("imported"),
    counted("rows"),
    { key: "uploaded", header: t("list.uploaded"), cell: (row) => <DateTime at={row.createdAt} zone={zone} /> },
    { key: "by", header: t("list.by"), muted: true, extra: true, cell: (row) => row.createdBy },
  ];
}

function State({ row, label }: { row: ImportDetail; label: string }) {
  if (row.state !== "running") return <StatusBadge status={`import.${row.state}`} />;
  return (
    <span className="flex w-36 items-center gap-2">
      <StatusBadge status="import.running" />
      <Progress value={row.bytesRead} total={row.sizeBytes} label={label} />
    </span>
  );
}
