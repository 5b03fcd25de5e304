import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { openWithPassword } from "./actions";

/** What stands before a shared report with a password. It says nothing about the report. */
export async function PasswordGate({ token }: { token: string }) {
  const [t, app] = await Promise.all([getTranslations("sharing.gate"), getTranslations("common.app")]);
  return (
    <PublicShell name={app("name")} locales={availableLocales()}>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        <p className="text-pretty text-muted-foreground">{t("text")}</p>
      </div>
      <ActionForm action={openWithPassword}>
        <input type="hidden" name="token" value={token} />
        <FormField name="password" label={t("password")}>
          <Input type="password" autoComplete="off" autoFocus required />
        </FormField>
        <SubmitButton size="lg">{t("submit")}</SubmitButton>
      </ActionForm>
    </PublicShell>
  );
}
