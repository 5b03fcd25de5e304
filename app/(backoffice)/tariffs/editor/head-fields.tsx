"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { TARIFF_KINDS } from "@/lib/tariffs/tariff-input";
import type { EditorState } from "./editor-state";

type Props = {
  state: EditorState;
  isNew: boolean;
  errorOf: (field: string) => string | undefined;
  onChange: (state: EditorState) => void;
};

/** What a tariff is called, what it is for, and from which day on; of a further version the day and the reason. */
export function HeadFields({ state, isNew, errorOf, onChange }: Props) {
  const t = useTranslations("tariffs");
  const validFrom = (
    <Field label={t("fields.firstDay")} description={t("form.validFromHint")} error={errorOf("validFrom")}>
      <Input
        type="date"
        value={state.validFrom}
        onChange={(event) => onChange({ ...state, validFrom: event.target.value })}
      />
    </Field>
  );
  if (!isNew) {
    return (
      <div className="grid gap-4 sm:grid-cols-2">
        {validFrom}
        <Field label={t("fields.reason")} description={t("form.reasonHint")} error={errorOf("reason")}>
          <Input value={state.reason} onChange={(event) => onChange({ ...state, reason: event.target.value })} />
        </Field>
      </div>
    );
  }
  return (
    <div className="grid gap-4 sm:grid-cols-[2fr_2fr_1fr_1.5fr]">
      <Field label={t("fields.name")} error={errorOf("name")}>
        <Input value={state.name} onChange={(event) => onChange({ ...state, name: event.target.value })} />
      </Field>
      <Field label={t("fields.kind")} description={t(`kindHints.${state.kind}`)} error={errorOf("kind")}>
        <NativeSelect
          value={state.kind}
          onChange={(event) => onChange({ ...state, kind: event.target.value as EditorState["kind"] })}
        >
          {TARIFF_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t("fields.currency")} error={errorOf("currency")}>
        <Input
          value={state.currency}
          maxLength={3}
          onChange={(event) => onChange({ ...state, currency: event.target.value.toUpperCase() })}
        />
      </Field>
      {validFrom}
    </div>
  );
}
