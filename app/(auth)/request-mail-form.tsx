import { getTranslations } from "next-intl/server";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { AuthHeading } from "./auth-heading";
import { TextLink } from "./text-link";

/** Asks for the address to which a link goes. */
export async function RequestMailForm({ about, action }: { about: "reset" | "link"; action: FormAction }) {
  const t = await getTranslations("access");
  return (
    <>
      <AuthHeading title={t(`requestMail.${about}Title`)}>{t(`requestMail.${about}Text`)}</AuthHeading>
      <ActionForm action={action}>
        <FormField name="email" label={t("signIn.email")}>
          <Input type="email" autoComplete="username" autoFocus required />
        </FormField>
        <SubmitButton size="lg">{t("requestMail.submit")}</SubmitButton>
      </ActionForm>
      <p className="text-[0.8125rem]">
        <TextLink href="/sign-in">{t("requestMail.back")}</TextLink>
      </p>
    </>
  );
}
