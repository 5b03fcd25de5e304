import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { isOidcConfigured } from "@/lib/access/oidc.server";
import { signIn } from "../actions";
import { AuthHeading } from "../auth-heading";
import { TextLink } from "../text-link";
import { ProviderButton } from "./provider-button";

const notices = { mail: "noticeMail", signedOut: "noticeSignedOut", password: "noticePassword" } as const;

type Query = { notice?: string; error?: string; next?: string };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, query] = await Promise.all([getTranslations("access.signIn"), searchParams]);
  const notice = Object.hasOwn(notices, query.notice ?? "") ? notices[query.notice as keyof typeof notices] : null;
  return (
    <>
      <AuthHeading title={t("title")} />
      {notice && <Alert tone={notice === "noticeMail" ? "info" : "success"}>{t(notice)}</Alert>}
      {query.error && (
        <Alert tone="danger">{t(query.error === "AccessDenied" ? "providerDenied" : "providerFailed")}</Alert>
      )}
      <ActionForm action={signIn}>
        {query.next && <input type="hidden" name="next" value={query.next} />}
        <FormField name="email" label={t("email")}>
          <Input type="email" autoComplete="username" autoFocus required />
        </FormField>
        <FormField name="password" label={t("password")}>
          <Input type="password" autoComplete="current-password" required />
        </FormField>
        <SubmitButton size="lg">{t("submit")}</SubmitButton>
      </ActionForm>
      {isOidcConfigured() && <ProviderButton>{t("byProvider")}</ProviderButton>}
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-2 text-[0.8125rem]">
        <TextLink href="/forgot-password">{t("forgot")}</TextLink>
        <TextLink href="/sign-in-link">{t("byMail")}</TextLink>
      </div>
    </>
  );
}
