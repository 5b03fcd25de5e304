import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/data-table";
import { DateTime, StatusBadge } from "@/components/figures";
import { Empty } from "@/components/ui/empty";
import { type ManagedUser, userState } from "@/lib/access/management";

/** People who may sign in, each linked to its page under `base`. */
export function UsersTable({
  users,
  base,
  zone,
  filtered,
  withCompany,
}: {
  users: readonly ManagedUser[];
  base: string;
  zone: string;
  filtered: boolean;
  withCompany: boolean;
}) {
  const t = useTranslations();
  const company: Column<ManagedUser> = {
    key: "company",
    header: t("access.users.company"),
    cell: (user) => user.companyName,
  };
  const columns: Column<ManagedUser>[] = [
    { key: "name", header: t("access.users.name"), cell: (user) => user.name },
    { key: "email", header: t("access.users.email"), cell: (user) => user.email, muted: true },
    { key: "role", header: t("access.users.role"), cell: (user) => t(`common.role.${user.role}`) },
    ...(withCompany ? [company] : []),
    {
      key: "status",
      header: t("access.users.status"),
      cell: (user) => <StatusBadge status={`user.${userState(user)}`} />,
    },
    {
      key: "last-signed-in",
      header: t("access.users.lastSignedIn"),
      muted: true,
      cell: (user) =>
        user.lastSignedInAt === null ? t("access.users.never") : <DateTime at={user.lastSignedInAt} zone={zone} />,
    },
  ];
  return (
    <DataTable
      name="users"
      caption={t("access.users.title")}
      columns={columns}
      rows={users}
      rowKey={(user) => user.id}
      rowHref={(user) => `${base}/${user.id}`}
      filtered={filtered}
      empty={<Empty title={t("access.users.empty")}>{t("access.users.emptyText")}</Empty>}
    />
  );
}
