import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/figures";
import { PageHeader, Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { type ManagedUser, userState } from "@/lib/access/management";
import type { Role } from "@/lib/access/permissions";
import { type PartnerOption, PositionFields } from "./position-fields";
import { type AccessActions, UserAccess } from "./user-access";

/** One person: details and access. `canChange` is false for who may only look, `isSelf` for one's own entry. */
export function UserDetails({
  user,
  list,
  roles,
  partners,
  isSelf,
  canChange,
  change,
  actions,
}: {
  user: ManagedUser;
  list: { href: string; label: string };
  roles: readonly Role[];
  partners: readonly PartnerOption[] | null;
  isSelf: boolean;
  canChange: boolean;
  change: FormAction;
  actions: AccessActions;
}) {
  const t = useTranslations("access.users");
  return (
    <>
      <PageHeader
        breadcrumbs={[list, { label: user.name }]}
        title={user.name}
        description={user.email}
        status={<StatusBadge status={`user.${userState(user)}`} />}
      />
      {isSelf && canChange && <Alert>{t("yourself")}</Alert>}
      <Section title={t("details")}>
        <ActionForm action={change} className="max-w-md">
          <input type="hidden" name="userId" value={user.id} />
          <FormField name="name" label={t("name")}>
            <Input defaultValue={user.name} disabled={!canChange} required />
          </FormField>
          <PositionFields
            roles={roles}
            partners={partners}
            role={user.role}
            companyId={user.companyId}
            disabled={isSelf || !canChange}
          />
          {canChange && (
            <div>
              <SubmitButton>{t("save")}</SubmitButton>
            </div>
          )}
        </ActionForm>
      </Section>
      {canChange && !isSelf && <UserAccess user={user} actions={actions} />}
    </>
  );
}
