import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { BackofficeShell } from "@/components/shell/backoffice-shell";
import { plainForm } from "@/components/ui/plain-form";
import { countWaiting, cpoName } from "@/db/queries/navigation";
import { isPartnerRole, permissionsOf } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { currentViewer } from "@/lib/access/viewer.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { signOut } from "../(auth)/actions";
import { chooseLanguage } from "./account/actions";

/** The frame of the back office. Permissions are checked by each page; this only keeps site hosts in their portal. */
export default async function BackofficeLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) redirect("/sign-in");
  if (isPartnerRole(viewer.role)) redirect("/portal");
  const [t, frame] = await Promise.all([
    getTranslations("common.app"),
    readAs(viewer, async (tx) => ({ name: await cpoName(tx), waiting: await countWaiting(tx) })),
  ]);
  return (
    <BackofficeShell
      name={frame.name ?? t("name")}
      viewer={viewer}
      permissions={permissionsOf(viewer.role)}
      counts={frame.waiting > 0 ? { onHold: { value: frame.waiting, warning: true } } : {}}
      locales={availableLocales()}
      signOut={plainForm(signOut)}
      onLanguage={chooseLanguage}
    >
      {children}
    </BackofficeShell>
  );
}
