import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { UserDetails } from "@/components/access/user-details";
import { id as idFilter } from "@/components/data-table/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { grantableRoles } from "@/lib/access/management";
import { findColleague } from "@/lib/access/read-colleagues.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { changeUser, disableUser, enableUser, inviteAgain, sendPasswordReset, signOutEverywhere } from "../actions";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (given: string) => {
  const viewer = await requireViewer("portal:users");
  const id = idFilter.parse(given);
  const user = id === null ? null : await findColleague(viewer, id);
  if (!user) notFound();
  return { viewer, user };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { user } = await load((await params).id);
  return { title: user.name };
}

export default async function ColleaguePage({ params }: Props) {
  const { viewer, user } = await load((await params).id);
  const t = await getTranslations("access.users");
  return (
    <ClientMessages areas={["access"]}>
      <UserDetails
        user={user}
        list={{ href: "/portal/users", label: t("colleagues") }}
        roles={grantableRoles(viewer)}
        partners={null}
        isSelf={user.id === viewer.userId}
        canChange
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
  );
}
