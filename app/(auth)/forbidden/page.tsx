import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { isPermission } from "@/lib/access/permissions";
import { homeOf } from "@/lib/access/viewer";
import { currentViewer } from "@/lib/access/viewer.server";
import { AuthHeading } from "../auth-heading";
import { TextLink } from "../text-link";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.forbidden");
  return { title: t("title") };
}

/** Where `requireViewer` sends a person whose role lacks a permission: names it. */
export default async function ForbiddenPage({ searchParams }: { searchParams: Promise<{ permission?: string }> }) {
  const [t, viewer, query] = await Promise.all([getTranslations(), currentViewer(), searchParams]);
  if (!viewer) redirect("/sign-in");
  const home = homeOf(viewer.role);
  if (!query.permission || !isPermission(query.permission)) redirect(home);
  const role = t(`common.role.${viewer.role}`);
  return (
    <>
      <AuthHeading title={t("access.forbidden.title")}>
        {t("access.forbidden.text", { permission: query.permission, role })}
      </AuthHeading>
      <p>
        <TextLink href={home}>{t("access.forbidden.toStart")}</TextLink>
      </p>
    </>
  );
}
