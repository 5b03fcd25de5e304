import { useTranslations } from "next-intl";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormAction } from "@/components/ui/form-state";
import { type ManagedUser, userState } from "@/lib/access/management";

export type AccessActions = {
  inviteAgain: FormAction;
  sendReset: FormAction;
  signOutEverywhere: FormAction;
  disable: FormAction;
  enable: FormAction;
};

/** What an administrator may do with a person's access now. */
export function UserAccess({ user, actions }: { user: ManagedUser; actions: AccessActions }) {
  const t = useTranslations("access.users");
  const fields = { userId: user.id };
  const { name, email } = user;
  const state = userState(user);
  if (state === "suspended") {
    return (
      <Section title={t("access")}>
        <div>
          <ConfirmDialog
            trigger={<Button>{t("enable")}</Button>}
            title={t("enableTitle", { name })}
            consequences={[t("enableText", { name })]}
            verb={t("enable")}
            action={actions.enable}
            fields={fields}
          />
        </div>
      </Section>
    );
  }
  return (
    <Section title={t("access")}>
      <div className="flex flex-wrap gap-2">
        {state === "invited" ? (
          <ConfirmDialog
            trigger={<Button>{t("inviteAgain")}</Button>}
            title={`${t("inviteAgain")}: ${name}`}
            consequences={[t("inviteAgainText")]}
            verb={t("inviteAgain")}
            action={actions.inviteAgain}
            fields={fields}
          />
        ) : (
          <ConfirmDialog
            trigger={<Button>{t("reset")}</Button>}
            title={t("resetTitle", { name })}
            consequences={[t("resetText", { email })]}
            verb={t("reset")}
            action={actions.sendReset}
            fields={fields}
          />
        )}
        <ConfirmDialog
          trigger={<Button>{t("signOut")}</Button>}
          title={t("signOutTitle", { name })}
          consequences={[t("signOutText", { name })]}
          verb={t("signOut")}
          action={actions.signOutEverywhere}
          fields={fields}
        />
        <ConfirmDialog
          destructive
          trigger={<Button>{t("disable")}</Button>}
          title={t("disableTitle", { name })}
          consequences={[t("disableText", { name }), t("disableLinks"), t("disableHistory", { name })]}
          verb={t("disable")}
          action={actions.disable}
          fields={fields}
        />
      </div>
    </Section>
  );
}
