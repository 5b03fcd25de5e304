"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { EXAMPLE_PAYERS, type ExampleSession } from "@/lib/contracts/example-sessions";
import { DecimalError, formatDecimal, parseDecimalExact } from "@/lib/money/amount";

const AMOUNTS = ["energyKwh", "pricePerKwh", "startPrice", "parkingPrice"] as const;

/** The session on which the terms are shown; none of it belongs to the contract, so no field has a name. */
export function ExampleFields({
  session,
  currency,
  onChange,
}: {
  session: ExampleSession;
  currency: string;
  onChange: (session: ExampleSession) => void;
}) {
  const t = useTranslations("contracts.preview");
  return (
    <details>
      <summary className="w-fit rounded-sm text-[0.8125rem] text-muted-foreground hover:text-foreground">
        {t("change")}
      </summary>
      <div className="grid grid-cols-2 gap-3 pt-3">
        {AMOUNTS.map((field) => (
          <Field key={field} label={t(field, { currency })}>
            <Input
              inputMode="decimal"
              defaultValue={formatDecimal(session[field]).replace(/(\.\d\d)00$/, "$1")}
              onChange={(event) => {
                const value = read(event.target.value);
                if (value !== null) onChange({ ...session, [field]: value });
              }}
            />
          </Field>
        ))}
        <Field label={t("payer")}>
          <NativeSelect
            value={session.payer}
            onChange={(event) => onChange({ ...session, payer: event.target.value as ExampleSession["payer"] })}
          >
            {EXAMPLE_PAYERS.map((payer) => (
              <option key={payer} value={payer}>
                {t(`payers.${payer}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
    </details>
  );
}

/** A decimal as people write it; null while it is none, or beyond any session. */
function read(text: string): bigint | null {
  try {
    const value = parseDecimalExact(text.trim().replace(",", ".") || "0");
    return value >= 0n && value < 10n ** 9n ? value : null;
  } catch (error) {
    if (error instanceof DecimalError) return null;
    throw error;
  }
}
