"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/ui/form";
import { NativeSelect } from "@/components/ui/native-select";
import { isPartnerRole, permissionsOf, type Role } from "@/lib/access/permissions";

export type PartnerOption = { id: string; name: string };

/** Role and, for a partner's people, the partner; below it what the chosen role may do. Without partners: one's own. */
export function PositionFields({
  roles,
  partners,
  role: given,
  companyId,
  disabled = false,
}: {
  roles: readonly Role[];
  partners: readonly PartnerOption[] | null;
  role: Role;
  companyId: string | null;
  disabled?: boolean;
}) {
  const t = useTranslations();
  const [role, setRole] = useState(given);
  return (
    <>
      <FormField name="role" label={t("access.users.role")}>
        <NativeSelect
          defaultValue={given}
          disabled={disabled}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        >
          {roles.map((item) => (
            <option key={item} value={item}>
              {t(`common.role.${item}`)}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      {disabled && <input type="hidden" name="role" value={given} />}
      {partners && isPartnerRole(role) && (
        <FormField name="companyId" label={t("access.users.company")}>
          <NativeSelect defaultValue={companyId ?? ""} disabled={disabled}>
            <option value="" />
            {partners.map((partner) => (
              <option key={partner.id} value={partner.id}>
                {partner.name}
              </option>
            ))}
          </NativeSelect>
        </FormField>
      )}
      {disabled && companyId && <input type="hidden" name="companyId" value={companyId} />}
      <details className="text-[0.8125rem]">
        <summary className="cursor-pointer text-muted-foreground">{t("access.users.rights")}</summary>
        <ul className="mt-1.5 flex flex-wrap gap-1">
          {permissionsOf(role).map((permission) => (
            <li key={permission} className="rounded-sm bg-muted px-1.5 py-0.5 font-mono text-xs">
              {permission}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
