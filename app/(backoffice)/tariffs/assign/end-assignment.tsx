"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { IsoDate } from "@/lib/calendar/calendar";
import { assignSales, withdraw } from "../actions";
import { AssignDialog } from "./assign-dialog";

/**
 * Ends what holds on a day that is asked for, or removes what has not begun yet. `last` is the last day on which the
 * assignment holds; null is without end.
 */
export function EndAssignment({
  of,
  who,
  from,
  last,
  today,
  children,
}: {
  of: "connectors" | "holders";
  /** The site, token or company, for the title. */
  who: string;
  from: IsoDate;
  last: IsoDate | null;
  today: IsoDate;
  /** Hidden fields that name whose assignment it is. */
  children: ReactNode;
}) {
  const t = useTranslations("tariffs.assign");
  const isFuture = from > today;
  const verb = t(isFuture ? "remove" : "end");
  return (
    <AssignDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={`${verb}: ${who}`}>
          {verb}
        </Button>
      }
      title={t(isFuture ? "removeTitle" : "endTitle", { who })}
      hint={t(isFuture ? "removeHint" : "endHint")}
      verb={verb}
      action={of === "connectors" ? withdraw : assignSales}
      days={isFuture ? "none" : "first"}
      from={today}
    >
      {children}
      {isFuture && <input type="hidden" name="from" value={from} />}
      {last && (
        <FormField name="to" label={t("to")}>
          <Input type="date" readOnly value={last} />
        </FormField>
      )}
    </AssignDialog>
  );
}
