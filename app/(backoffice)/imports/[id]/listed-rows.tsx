import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import {
  type Column,
  DataTable,
  FilterBar,
  hrefWith,
  ListFrame,
  Pager,
  pagerLinks,
  type Query,
} from "@/components/data-table";
import { isFiltered } from "@/components/data-table/filters";
import { Count, StatusBadge } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { ImportRowFilter, ListedImportRow } from "@/db/queries/import-rows";
import type { Page } from "@/db/queries/keyset";
import { ROW_OUTCOMES } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locale";
import { type FindingParams, fieldName, findingWords, type ImportWords, ROW_CODES, reasonName } from "../finding-words";

/** Every row that was not simply imported, and every note on one that was, as it stood in the file. */
export function ListedRows({
  importId,
  query,
  filters,
  page,
}: {
  importId: string;
  query: Query;
  filters: ImportRowFilter;
  page: Page<ListedImportRow>;
}) {
  const t = useTranslations("imports");
  const words = useTranslations("common.status.row");
  const locale = useLocale();
  const outcomes = ROW_OUTCOMES.map((value) => ({ value, label: words(value) }));
  const codes = ROW_CODES.map((value) => ({ value, label: reasonName(t, value) }));
  const asFiltered = hrefWith({ outcome: query.outcome, code: query.code }, {});
  const download = (
    <Button asChild size="sm">
      <a href={`/imports/${importId}/rows${asFiltered}`} download>
        <Download aria-hidden />
        {t("rows.download")}
      </a>
    </Button>
  );
  return (
    <div id="rows" className="scroll-mt-4">
      <ListFrame>
        <Section title={t("rows.title")} description={t("rows.hint")}>
          <FilterBar
            filters={[
              { type: "select", key: "outcome", label: t("rows.outcome"), options: outcomes },
              { type: "select", key: "code", label: t("rows.reason"), options: codes },
            ]}
          >
            {page.rows.length > 0 && download}
          </FilterBar>
          <DataTable
            name="import-rows"
            caption={t("rows.title")}
            columns={columnsOf(t, locale)}
            rows={page.rows}
            rowKey={(row) => row.id}
            filtered={isFiltered(filters)}
            empty={<Empty title={t("rows.empty")}>{t("rows.emptyText")}</Empty>}
          />
          <Pager {...pagerLinks(query, page)} />
        </Section>
      </ListFrame>
    </div>
  );
}

function columnsOf(t: ImportWords, locale: Locale): Column<ListedImportRow>[] {
  return [
    { key: "line", header: t("rows.line"), align: "end", cell: (row) => <Lines row={row} /> },
    { key: "outcome", header: t("rows.outcome"), cell: (row) => <StatusBadge status={`row.${row.outcome}`} /> },
    {
      key: "reason",
      header: t("rows.reason"),
      cell: (row) => findingWords(t, locale, row.code, (row.params ?? {}) as FindingParams),
    },
    { key: "field", header: t("rows.field"), cell: (row) => fieldName(t, row.field) },
    { key: "value", header: t("rows.value"), truncate: true, cell: (row) => row.value },
    { key: "cdr", header: t("rows.cdr"), truncate: true, muted: true, cell: (row) => row.cdrId },
    { key: "raw", header: t("rows.raw"), truncate: true, muted: true, cell: (row) => <Raw text={row.raw} /> },
  ];
}

/** A run of known rows is one entry: "12–480". */
function Lines({ row }: { row: ListedImportRow }) {
  if (row.lastLine === row.line) return <Count value={row.line} />;
  return (
    <>
      <Count value={row.line} />–<Count value={row.lastLine} />
    </>
  );
}

function Raw({ text }: { text: string | null }) {
  return <span title={text ?? undefined}>{text}</span>;
}
