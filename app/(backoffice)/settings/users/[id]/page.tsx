import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { UserDetails } from "@/components/access/user-details";
import { id as idFilter } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/shell/page";
import { findManagedUser, listPartnerOptions } from "@/db/queries/users";
import { grantableRoles } from "@/lib/access/management";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { changeUser, disableUser, enableUser, inviteAgain, sendPasswordReset, signOutEverywhere } from "../actions";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (given: string) => {
  const viewer = await requireViewer("users:read");
  const id = idFilter.parse(given);
  if (id === null) notFound();
  const { user, partners } = await readAs(viewer, async (tx, scope) => ({
    user: await findManagedUser(tx, scope, id),
    partners: await listPartnerOptions(tx),
  }));
  if (!user) notFound();
  return { viewer, user, partners };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { user } = await load((await params).id);
  return { title: user.name };
}

export default async function UserPage({ params }: Props) {
  const { viewer, user, partners } = await load((await params).id);
  const t = await getTranslations("access.users");
  const canChange = isAllowed(viewer.role, "users:write");
  return (
    <Page width="reading">
      <ClientMessages areas={["access"]}>
        <UserDetails
          user={user}
          list={{ href: "/settings/users", label: t("title") }}
          roles={canChange ? grantableRoles(viewer) : [user.role]}
          partners={partners}
          isSelf={user.id === viewer.userId}
          canChange={canChange}
          change={changeUser}
          actions={{
            inviteAgain,
            sendReset: sendPasswordReset,
            signOutEverywhere,
            disable: disableUser,
            enable: enableUser,
          }}
        />
      </ClientMessages>
    </Page>
  );
}
