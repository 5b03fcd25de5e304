import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import type { Query } from "./query";

/** One select of a `PlainFilters`; its first choice is always "any". */
export type PlainFilter = { key: string; label: string; options: readonly { value: string; label: string }[] };

/** Filters as a plain form that needs no JavaScript: for the portal, where every kilobyte is a phone's. */
export function PlainFilters({ filters, query }: { filters: readonly PlainFilter[]; query: Query }) {
  const t = useTranslations("common");
  const active = filters.some((filter) => query[filter.key]);
  return (
    <form method="get" className="flex flex-wrap items-end gap-3 print:hidden">
      {filters.map((filter) => {
        const asked = query[filter.key];
        return (
          <div key={filter.key} className="flex min-w-36 flex-1 flex-col gap-1 sm:max-w-56">
            <Label htmlFor={`filter-${filter.key}`} className="font-normal text-[0.8125rem] text-muted-foreground">
              {filter.label}
            </Label>
            <NativeSelect
              id={`filter-${filter.key}`}
              name={filter.key}
              defaultValue={typeof asked === "string" ? asked : ""}
            >
              <option value="">{t("table.any")}</option>
              {filter.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </NativeSelect>
          </div>
        );
      })}
      <Button type="submit">{t("actions.apply")}</Button>
      {active && (
        <Button asChild variant="ghost">
          <Link href={"?" as Route}>{t("actions.clearAll")}</Link>
        </Button>
      )}
    </form>
  );
}
