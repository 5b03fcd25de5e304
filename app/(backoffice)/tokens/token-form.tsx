"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { TOKEN_TYPES, type TokenValues } from "@/lib/tokens/token-input";

/** A token and who issued it; the uid of a known token stays. */
export function TokenForm({
  action,
  token,
  issuers,
  mayWrite = true,
}: {
  action: FormAction;
  token: TokenValues | null;
  issuers: readonly { id: string; name: string }[];
  mayWrite?: boolean;
}) {
  const t = useTranslations("tokens");
  return (
    <ActionForm action={action}>
      {token && <input type="hidden" name="id" value={token.id} />}
      <fieldset disabled={!mayWrite} className="grid gap-4 sm:grid-cols-2">
        {!token && (
          <FormField name="uid" label={t("fields.uid")} description={t("form.uidHint")}>
            <Input required />
          </FormField>
        )}
        <FormField name="issuerId" label={t("fields.issuer")} description={t("form.issuerHint")}>
          <NativeSelect defaultValue={token?.issuerId ?? ""}>
            <option value="">{t("unknownIssuer")}</option>
            {issuers.map((issuer) => (
              <option key={issuer.id} value={issuer.id}>
                {issuer.name}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="type" label={t("fields.type")}>
          <NativeSelect defaultValue={token?.type ?? "RFID"}>
            {TOKEN_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`types.${type}`)}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="contractId" label={t("fields.contractId")} description={t("form.contractIdHint")}>
          <Input defaultValue={token?.contractId ?? ""} />
        </FormField>
        <FormField name="label" label={t("fields.label")}>
          <Input defaultValue={token?.label ?? ""} />
        </FormField>
      </fieldset>
      {mayWrite && (
        <div className="flex gap-2">
          <SubmitButton>{token ? t("form.save") : t("form.create")}</SubmitButton>
          <Button variant="ghost" onClick={() => window.history.back()}>
            {t("form.cancel")}
          </Button>
        </div>
      )}
    </ActionForm>
  );
}
