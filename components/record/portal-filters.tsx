import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { formatMonth } from "@/lib/i18n/format";
import { COLLECTION_STATES } from "./filters";

type Chosen = { period: string | null; site: readonly string[] | null; collected: string | null };

/** The portal's filters as a plain form: it works without a script, and the address holds what is shown. */
export function PortalFilters({
  chosen,
  months,
  sites,
}: {
  chosen: Chosen;
  months: readonly string[];
  sites: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("portal.records");
  const words = useTranslations("common.status.collection");
  const locale = useLocale();
  return (
    <form className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap print:hidden">
      <Choice name="period" label={t("period")} value={chosen.period} all={t("allPeriods")}>
        {months.map((month) => (
          <option key={month} value={month}>
            {formatMonth(month, locale)}
          </option>
        ))}
      </Choice>
      <Choice name="site" label={t("site")} value={chosen.site?.[0] ?? null} all={t("allSites")}>
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice name="collected" label={t("state")} value={chosen.collected} all={t("allStates")}>
        {COLLECTION_STATES.map((state) => (
          <option key={state} value={state}>
            {words(state)}
          </option>
        ))}
      </Choice>
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}

function Choice({
  name,
  label,
  value,
  all,
  children,
}: {
  name: string;
  label: string;
  value: string | null;
  all: string;
  children: ReactNode;
}) {
  const id = `portal-${name}`;
  return (
    <div className="flex min-w-0 flex-col gap-1 sm:w-44">
      <label htmlFor={id} className="text-[0.8125rem] text-muted-foreground">
        {label}
      </label>
      <NativeSelect id={id} name={name} defaultValue={value ?? ""} key={value}>
        <option value="">{all}</option>
        {children}
      </NativeSelect>
    </div>
  );
}
