import { useTranslations } from "next-intl";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { type Locale, languageName } from "@/lib/i18n/locale";
import { SavedForm } from "./saved-form";

export type AccountActions = { saveProfile: FormAction; changePassword: FormAction; signOutEverywhere: FormAction };

/** One's own name, language, password and sessions. `locale` null follows the browser. */
export function Account({
  account,
  locales,
  actions,
}: {
  account: { name: string; email: string; locale: Locale | null; hasPassword: boolean };
  locales: readonly Locale[];
  actions: AccountActions;
}) {
  const t = useTranslations("access.account");
  return (
    <div className="flex max-w-md flex-col gap-8">
      <Section title={t("profile")}>
        <SavedForm action={actions.saveProfile} saved={t("saved")}>
          <FormField name="name" label={t("name")}>
            <Input defaultValue={account.name} autoComplete="name" required />
          </FormField>
          <FormField name="locale" label={t("language")}>
            <NativeSelect defaultValue={account.locale ?? ""}>
              <option value="">{t("followBrowser")}</option>
              {locales.map((locale) => (
                <option key={locale} value={locale}>
                  {languageName(locale)}
                </option>
              ))}
            </NativeSelect>
          </FormField>
          <div>
            <SubmitButton>{t("save")}</SubmitButton>
          </div>
        </SavedForm>
      </Section>
      <Section title={t("password")} description={t(account.hasPassword ? "passwordText" : "noPassword")}>
        {account.hasPassword && <PasswordForm email={account.email} action={actions.changePassword} />}
      </Section>
      <Section title={t("sessions")} description={t("sessionsText")}>
        <div>
          <ConfirmDialog
            destructive
            trigger={<Button>{t("signOut")}</Button>}
            title={t("signOutTitle")}
            consequences={[t("signOutConsequence")]}
            verb={t("signOut")}
            action={actions.signOutEverywhere}
          />
        </div>
      </Section>
    </div>
  );
}

function PasswordForm({ email, action }: { email: string; action: FormAction }) {
  const t = useTranslations("access");
  return (
    <SavedForm action={action} saved={t("account.saved")} clears>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <FormField name="current" label={t("account.current")}>
        <Input type="password" autoComplete="current-password" required />
      </FormField>
      <FormField name="password" label={t("account.new")} description={t("link.rule")}>
        <Input type="password" autoComplete="new-password" required />
      </FormField>
      <FormField name="repeat" label={t("account.repeat")}>
        <Input type="password" autoComplete="new-password" required />
      </FormField>
      <div>
        <SubmitButton>{t("account.change")}</SubmitButton>
      </div>
    </SavedForm>
  );
}
