import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteDialog } from "@/components/access/invite-dialog";
import { UsersTable } from "@/components/access/users-table";
import { FilterBar, ListFrame, type Query } from "@/components/data-table";
import { readFilters, text } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { listPartnerOptions, listUsers } from "@/db/queries/users";
import { grantableRoles } from "@/lib/access/management";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { inviteUser } from "./actions";

const shape = { q: text };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.users");
  return { title: t("title") };
}

export default async function UsersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("users:read");
  const [t, filters, zone] = await Promise.all([
    getTranslations("access.users"),
    readFilters(shape, searchParams),
    viewerZone(viewer),
  ]);
  const { users, partners } = await readAs(viewer, async (tx, scope) => ({
    users: await listUsers(tx, scope, { search: filters.q }),
    partners: await listPartnerOptions(tx),
  }));
  const invite = isAllowed(viewer.role, "users:write") && (
    <ClientMessages areas={["access"]}>
      <InviteDialog
        action={inviteUser}
        roles={grantableRoles(viewer)}
        partners={partners}
        locales={availableLocales()}
        locale={viewer.locale}
      />
    </ClientMessages>
  );
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={invite} />
      <ListFrame>
        <FilterBar filters={[{ type: "search", key: "q", label: t("search") }]} />
        <UsersTable users={users} base="/settings/users" zone={zone} filtered={filters.q !== null} withCompany />
      </ListFrame>
    </Page>
  );
}
