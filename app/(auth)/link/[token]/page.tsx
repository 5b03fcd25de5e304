import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { type LinkPurpose, readAccessLink } from "@/lib/access/use-access-link.server";
import { setPasswordWithLink, signInWithLink } from "../../actions";
import { AuthHeading } from "../../auth-heading";
import { TextLink } from "../../text-link";

const words = { setup: "setup", invitation: "invitation", password_reset: "reset", sign_in: "signIn" } as const;

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { token }] = await Promise.all([getTranslations("access.link"), params]);
  const purpose = await readAccessLink(token, Date.now());
  return { title: t(purpose ? `${words[purpose.kind]}Title` : "endedTitle") };
}

/** A one-time link. Opening it uses nothing up, because mail scanners open links too; only its button does. */
export default async function LinkPage({ params }: Props) {
  const [t, { token }] = await Promise.all([getTranslations("access.link"), params]);
  const purpose = await readAccessLink(token, Date.now());
  if (!purpose) return <EndedLink />;
  const word = words[purpose.kind];
  return (
    <>
      <AuthHeading title={t(`${word}Title`)}>
        {t(`${word}Text`, { name: purpose.name ?? "", email: purpose.email ?? "" })}
      </AuthHeading>
      <ActionForm action={purpose.kind === "sign_in" ? signInWithLink : setPasswordWithLink}>
        <input type="hidden" name="token" value={token} />
        {purpose.kind !== "sign_in" && <PasswordFields purpose={purpose} />}
        <SubmitButton size="lg">{t(`${word}Submit`)}</SubmitButton>
      </ActionForm>
    </>
  );
}

async function PasswordFields({ purpose }: { purpose: LinkPurpose }) {
  const t = await getTranslations("access.link");
  return (
    <>
      {purpose.kind !== "password_reset" && (
        <FormField name="name" label={t("name")}>
          <Input autoComplete="name" defaultValue={purpose.name ?? ""} required />
        </FormField>
      )}
      {purpose.kind === "setup" ? (
        <FormField name="email" label={t("email")}>
          <Input type="email" autoComplete="username" required />
        </FormField>
      ) : (
        <input type="email" autoComplete="username" value={purpose.email ?? ""} readOnly hidden />
      )}
      <FormField name="password" label={t("password")} description={t("rule")}>
        <Input type="password" autoComplete="new-password" required />
      </FormField>
      <FormField name="repeat" label={t("repeat")}>
        <Input type="password" autoComplete="new-password" required />
      </FormField>
    </>
  );
}

async function EndedLink() {
  const t = await getTranslations("access.link");
  return (
    <>
      <AuthHeading title={t("endedTitle")}>{t("endedText")}</AuthHeading>
      <p>
        <TextLink href="/sign-in">{t("toSignIn")}</TextLink>
      </p>
    </>
  );
}
