import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Account } from "@/components/access/account";
import { Page, PageHeader } from "@/components/shell/page";
import { readAccount } from "@/lib/access/read-account.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { changePassword, saveProfile, signOutEverywhere } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.account");
  return { title: t("title") };
}

export default async function AccountPage() {
  const viewer = await requireViewer("account:write");
  const [t, account] = await Promise.all([getTranslations("access.account"), readAccount(viewer)]);
  return (
    <Page width="reading">
      <PageHeader title={t("title")} description={viewer.email} />
      <Account
        account={account}
        locales={availableLocales()}
        actions={{ saveProfile, changePassword, signOutEverywhere }}
      />
    </Page>
  );
}
