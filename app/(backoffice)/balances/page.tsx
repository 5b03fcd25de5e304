import { Wallet } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable, ListFrame } from "@/components/data-table";
import { Amount, DateTime } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type AccountRow, listAccounts } from "@/db/queries/balances";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("balances"))("title") };
}

/** What partners have on their users' accounts: one balance per partner and organization (A16, D5). */
export default async function BalancesPage() {
  const viewer = await requireViewer("records:read");
  const t = await getTranslations("balances");
  const rows = await readAs(viewer, listAccounts);
  const actions = isAllowed(viewer.role, "expenses:write") && (
    <>
      <Button asChild>
        <Link href="/balances/import">{t("import.open")}</Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/balances/new">{t("new.open")}</Link>
      </Button>
    </>
  );
  const columns: Column<AccountRow>[] = [
    { key: "partner", header: t("fields.partner"), cell: (row) => row.partnerName },
    { key: "organization", header: t("fields.organization"), cell: (row) => row.organizationName, muted: true },
    {
      key: "balance",
      header: t("fields.balance"),
      align: "end",
      cell: (row) => <Amount value={row.balance} currency={row.currency} />,
    },
    {
      key: "updated",
      header: t("fields.updated"),
      cell: (row) => <DateTime at={row.updatedAt} zone={row.timeZone} />,
      muted: true,
    },
  ];
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={actions} />
      <ListFrame>
        <DataTable
          name="balances"
          caption={t("title")}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.partnerId}/${row.organizationId}/${row.currency}`}
          rowHref={(row) => `/balances/${row.partnerId}/${row.organizationId}` as Route}
          filtered={false}
          empty={
            <Empty icon={Wallet} title={t("empty.title")} action={actions}>
              {t("empty.text")}
            </Empty>
          }
        />
      </ListFrame>
    </Page>
  );
}
