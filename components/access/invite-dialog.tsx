"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction, FormState } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Role } from "@/lib/access/permissions";
import { type Locale, languageName } from "@/lib/i18n/locale";
import { CopyField } from "./copy-field";
import { type PartnerOption, PositionFields } from "./position-fields";

export type InviteProps = {
  /** Answers with `{ link }`. */
  action: FormAction;
  roles: readonly Role[];
  /** Partners to choose from; null invites into one's own company. */
  partners: readonly PartnerOption[] | null;
  locales: readonly Locale[];
  locale: Locale;
};

/** Invites somebody, and shows the invitation's link once. */
export function InviteDialog(props: InviteProps) {
  const t = useTranslations("access.users");
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  function toggle(next: boolean) {
    setOpen(next);
    setLink(null);
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        {link === null ? (
          <InviteForm {...props} onInvited={setLink} />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>{t("invited")}</DialogTitle>
              <DialogDescription>{t("invitedText")}</DialogDescription>
            </DialogHeader>
            <CopyField label={t("linkLabel")} value={link} />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">{t("done")}</Button>
              </DialogClose>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}

function InviteForm({
  action,
  roles,
  partners,
  locales,
  locale,
  onInvited,
}: InviteProps & { onInvited: (link: string) => void }) {
  const t = useTranslations("access.users");
  function finish(state: FormState) {
    if (state.status === "done") onInvited((state.value as { link: string }).link);
  }
  return (
    <>
      <DialogHeader>
        <DialogTitle>{t("inviteTitle")}</DialogTitle>
        <DialogDescription>{t("inviteText")}</DialogDescription>
      </DialogHeader>
      <ActionForm action={action} onDone={finish}>
        <FormField name="name" label={t("name")}>
          <Input autoComplete="off" required />
        </FormField>
        <FormField name="email" label={t("email")}>
          <Input type="email" autoComplete="off" required />
        </FormField>
        <PositionFields roles={roles} partners={partners} role={roles.at(-1) ?? "partner_viewer"} companyId={null} />
        <FormField name="locale" label={t("language")}>
          <NativeSelect defaultValue={locale}>
            {locales.map((item) => (
              <option key={item} value={item}>
                {languageName(item)}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <DialogFooter>
          <SubmitButton>{t("inviteSubmit")}</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </>
  );
}
