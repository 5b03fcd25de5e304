import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteDialog } from "@/components/access/invite-dialog";
import { UsersTable } from "@/components/access/users-table";
import { ListFrame } from "@/components/data-table";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page";
import { grantableRoles } from "@/lib/access/management";
import { listColleagues } from "@/lib/access/read-colleagues.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { inviteUser } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.users");
  return { title: t("colleagues") };
}

export default async function ColleaguesPage() {
  const viewer = await requireViewer("portal:users");
  const [t, users, zone] = await Promise.all([
    getTranslations("access.users"),
    listColleagues(viewer),
    viewerZone(viewer),
  ]);
  const invite = (
    <ClientMessages areas={["access"]}>
      <InviteDialog
        action={inviteUser}
        roles={grantableRoles(viewer)}
        partners={null}
        locales={availableLocales()}
        locale={viewer.locale}
      />
    </ClientMessages>
  );
  return (
    <>
      <PageHeader title={t("colleagues")} description={t("colleaguesDescription")} actions={invite} />
      <ListFrame>
        <UsersTable users={users} base="/portal/users" zone={zone} filtered={false} withCompany={false} />
      </ListFrame>
    </>
  );
}
