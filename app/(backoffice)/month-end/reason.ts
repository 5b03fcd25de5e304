import { useLocale, useTranslations } from "next-intl";
import { isDate, isMonth } from "@/lib/calendar/iso";
import { messageKeyOf } from "@/lib/errors/user-error";
import { formatDate, formatMonth } from "@/lib/i18n/format";

/** Why a partner was parked, as a sentence; dates and months in its values are written as people read them. */
export function useReason(): (reason: string, params: unknown) => string {
  const t = useTranslations();
  const locale = useLocale();
  const readable = (value: string | number) => {
    if (typeof value !== "string") return value;
    if (isDate(value)) return formatDate(value, locale);
    return isMonth(value) ? formatMonth(value, locale) : value;
  };
  return (reason, params) => {
    const key = messageKeyOf(reason) as "settlement.errors.bug";
    if (!t.has(key)) return reason;
    const values = Object.entries((params ?? {}) as Record<string, string | number>);
    return t(key, Object.fromEntries(values.map(([name, value]) => [name, readable(value)])) as { detail: string });
  };
}
