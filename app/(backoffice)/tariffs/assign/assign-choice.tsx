"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { NativeSelect } from "@/components/ui/native-select";
import type { TariffOption } from "@/lib/tariffs/tariff-options";
import { AssignDialog } from "./assign-dialog";

/** Chooses one of several tariffs for what the hidden fields inside name. */
export function AssignChoice({
  title,
  action,
  tariffs,
  children,
}: {
  title: string;
  action: FormAction;
  tariffs: readonly TariffOption[];
  children: ReactNode;
}) {
  const t = useTranslations("tariffs.assign");
  if (tariffs.length === 0) {
    return (
      <Link href="/tariffs/new" className="text-primary underline-offset-4 hover:underline">
        {t("noTariff")}
      </Link>
    );
  }
  return (
    <AssignDialog
      trigger={<Button size="sm">{t("selectedVerb")}</Button>}
      title={title}
      hint={t("hint")}
      verb={t("selectedVerb")}
      action={action}
    >
      {children}
      <FormField name="tariffId" label={t("tariff")}>
        <NativeSelect>
          {tariffs.map((tariff) => (
            <option key={tariff.id} value={tariff.id}>
              {tariff.name} · {tariff.currency}
            </option>
          ))}
        </NativeSelect>
      </FormField>
    </AssignDialog>
  );
}
