import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { changePassword, saveProfile, signOutEverywhere } from "@/app/(backoffice)/account/actions";
import { Account } from "@/components/access/account";
import { PageHeader } from "@/components/shell/page";
import { readAccount } from "@/lib/access/read-account.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.account");
  return { title: t("title") };
}

/** A partner's own account; the page of the back office in the portal's frame. */
export default async function PortalAccountPage() {
  const viewer = await requireViewer("account:write");
  const [t, account] = await Promise.all([getTranslations("access.account"), readAccount(viewer)]);
  return (
    <>
      <PageHeader title={t("title")} description={viewer.email} />
      <Account
        account={account}
        locales={availableLocales()}
        actions={{ saveProfile, changePassword, signOutEverywhere }}
      />
    </>
  );
}
