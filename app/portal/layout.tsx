import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PortalShell } from "@/components/shell/portal-shell";
import { plainForm } from "@/components/ui/plain-form";
import { partnerNames } from "@/db/queries/portal";
import { isPartnerRole } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { currentViewer } from "@/lib/access/viewer.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { signOut } from "../(auth)/actions";
import { chooseLanguage } from "../(backoffice)/account/actions";

/** The frame of the portal. Permissions are checked by each page; this only keeps staff in the back office. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) redirect("/sign-in");
  if (!isPartnerRole(viewer.role)) redirect("/");
  const t = await getTranslations("common.app");
  const [name] = await readAs(viewer, partnerNames);
  return (
    <PortalShell
      name={name ?? t("name")}
      viewer={viewer}
      locales={availableLocales()}
      signOut={plainForm(signOut)}
      onLanguage={chooseLanguage}
    >
      {children}
    </PortalShell>
  );
}
