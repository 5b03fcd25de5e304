import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MailStateBadge } from "@/components/access/mail-state";
import { type Column, DataTable, FilterBar, ListFrame, Pager, pagerLinks, type Query } from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters } from "@/components/data-table/filters";
import { DateTime } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Empty } from "@/components/ui/empty";
import { listMails, type Mail } from "@/db/queries/mails";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";

const STATES = ["waiting", "sent", "failed", "kept"] as const;
const shape = { state: oneOf(STATES) };
const place = { after: id, before: id };
const ROWS = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mails.outbox");
  return { title: t("title") };
}

export default async function OutboxPage({ searchParams }: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("mails:read");
  const query = await searchParams;
  const [t, filters, cursor, zone] = await Promise.all([
    getTranslations("mails.outbox"),
    readFilters(shape, query),
    readFilters(place, query),
    viewerZone(viewer),
  ]);
  const page = await readAs(viewer, (tx) => listMails(tx, filters, { ...cursor, limit: ROWS }));
  const columns: Column<Mail>[] = [
    { key: "subject", header: t("subject"), cell: (mail) => mail.subject },
    { key: "to", header: t("to"), cell: (mail) => mail.to },
    { key: "state", header: t("state"), cell: (mail) => <MailStateBadge state={mail.state} /> },
    {
      key: "written",
      header: t("createdAt"),
      muted: true,
      cell: (mail) => <DateTime at={mail.createdAt} zone={zone} />,
    },
    { key: "problem", header: t("problem"), muted: true, truncate: true, cell: (mail) => mail.problem },
  ];
  const options = STATES.map((value) => ({ value, label: t(`states.${value}`) }));
  return (
    <Page>
      <PageHeader title={t("title")} />
      <Alert>{t(process.env.SMTP_URL ? "sent" : "kept")}</Alert>
      <ListFrame>
        <FilterBar filters={[{ type: "select", key: "state", label: t("state"), options }]} />
        <DataTable
          name="outbox"
          caption={t("title")}
          columns={columns}
          rows={page.rows}
          rowKey={(mail) => mail.id}
          rowHref={(mail) => `/settings/outbox/${mail.id}`}
          filtered={isFiltered(filters)}
          empty={<Empty title={t("empty")}>{t("emptyText")}</Empty>}
        />
        <Pager {...pagerLinks(query, page)} />
      </ListFrame>
    </Page>
  );
}
