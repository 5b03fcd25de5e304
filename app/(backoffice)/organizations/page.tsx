import { Landmark } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable, ListFrame } from "@/components/data-table";
import { Count } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { listOrganizations, type Organization } from "@/db/queries/organizations";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizations"))("title") };
}

export default async function OrganizationsPage() {
  const viewer = await requireViewer("organizations:read");
  const t = await getTranslations("organizations");
  const organizations = await readAs(viewer, (tx) => listOrganizations(tx));
  const create = isAllowed(viewer.role, "organizations:write") && (
    <Button asChild variant="primary">
      <Link href="/organizations/new">{t("new")}</Link>
    </Button>
  );
  const columns: Column<Organization>[] = [
    { key: "name", header: t("fields.name"), cell: (row) => row.name },
    { key: "company", header: t("fields.company"), cell: (row) => row.companyName },
    { key: "countries", header: t("fields.countries"), cell: (row) => row.countries.join(", ") || "–" },
    { key: "currency", header: t("fields.currency"), cell: (row) => row.currency },
    { key: "time-zone", header: t("fields.timeZone"), cell: (row) => row.timeZone, muted: true },
    { key: "cut-off", header: t("fields.cutOffDay"), align: "end", cell: (row) => <Count value={row.cutOffDay} /> },
  ];
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={create} />
      <ListFrame>
        <DataTable
          name="organizations"
          caption={t("title")}
          columns={columns}
          rows={organizations}
          rowKey={(row) => row.id}
          rowHref={(row) => `/organizations/${row.id}`}
          empty={
            <Empty icon={Landmark} title={t("empty.title")} action={create}>
              {t("empty.text")}
            </Empty>
          }
        />
      </ListFrame>
    </Page>
  );
}
