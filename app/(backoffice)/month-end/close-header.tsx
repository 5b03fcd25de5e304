import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { FilterBar, hrefWith, ListFrame, type Query } from "@/components/data-table";
import { PageHeader } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { plainForm } from "@/components/ui/plain-form";
import { isAllowed, type Role } from "@/lib/access/permissions";
import { addMonths, dateOf, type Instant, type Month } from "@/lib/calendar/calendar";
import { formatDate, formatList, formatMoney, formatMonth } from "@/lib/i18n/format";
import { firstDayToIssue } from "@/lib/settlement/period";
import { draftReports, issueReports } from "./actions";
import type { Close } from "./page";
import { countStates, sumsByCurrency } from "./sums";

/** Which month, whose, and what can be done with it now. */
export function CloseHeader({
  month,
  close,
  query,
  role,
  now,
}: {
  month: Month;
  close: Close;
  query: Query;
  role: Role;
  now: Instant;
}) {
  const t = useTranslations("settlement");
  const locale = useLocale();
  const [first] = close.organizations;
  const shown = close.organization ?? (close.organizations.length === 1 ? first : undefined);
  const facts = shown
    ? t("facts", { zone: shown.timeZone, date: formatDate(firstDayToIssue(month, shown.cutOffDay), locale) })
    : t("description");
  return (
    <>
      <PageHeader
        title={formatMonth(month, locale)}
        description={facts}
        actions={
          <>
            <Step href={hrefWith(query, { month: addMonths(month, -1) })} label={t("previousMonth")}>
              <ChevronLeft aria-hidden />
            </Step>
            <Step href={hrefWith(query, { month: addMonths(month, 1) })} label={t("nextMonth")}>
              <ChevronRight aria-hidden />
            </Step>
            {isAllowed(role, "settlement:draft") && <DraftButton month={month} close={close} />}
            {isAllowed(role, "settlement:issue") && <IssueButton month={month} close={close} now={now} />}
          </>
        }
      />
      {close.organizations.length > 1 && (
        <ListFrame>
          <FilterBar
            filters={[
              {
                type: "select",
                key: "organization",
                label: t("organization"),
                options: close.organizations.map(({ id: value, name: label }) => ({ value, label })),
              },
            ]}
          />
        </ListFrame>
      )}
    </>
  );
}

function Step({ href, label, children }: { href: string; label: string; children: React.ReactNode }) {
  return (
    <Button asChild size="icon">
      <Link href={`/month-end${href}` as Route} aria-label={label} title={label}>
        {children}
      </Link>
    </Button>
  );
}

type Part = { month: Month; close: Close };

/** Drafts what is open and refreshes what is stale: one run does both. */
function DraftButton({ month, close }: Part) {
  const t = useTranslations("settlement.actions");
  const { open, stale } = countStates(close.rows);
  if (open + stale === 0) return null;
  const words =
    stale === 0
      ? t("draft", { count: open })
      : open === 0
        ? t("refresh", { count: stale })
        : t("draftAndRefresh", { open, stale });
  return (
    <form action={plainForm(draftReports)}>
      <input type="hidden" name="month" value={month} />
      <input type="hidden" name="organizationId" value={close.organization?.id ?? ""} />
      <Button type="submit" variant="primary">
        {words}
      </Button>
    </form>
  );
}

function IssueButton({ month, close, now }: Part & { now: Instant }) {
  const t = useTranslations("settlement.actions");
  const locale = useLocale();
  const ready = close.rows.filter((row) => row.state === "draft");
  if (ready.length === 0) return null;
  const { stale } = countStates(close.rows);
  const ids = new Set(ready.map((row) => row.key.organizationId));
  const waiting = close.organizations
    .filter((organization) => ids.has(organization.id))
    .map((organization) => ({ ...organization, from: firstDayToIssue(month, organization.cutOffDay) }))
    .filter(({ timeZone, from }) => dateOf(now, timeZone) < from);
  if (waiting.length === ids.size) {
    const date = formatDate(waiting.map(({ from }) => from).sort()[0]!, locale);
    return (
      <Button disabled title={t("wait", { date })}>
        {t("issue", { count: ready.length })}
      </Button>
    );
  }
  const sums = sumsByCurrency(ready).map(({ currency, payable }) => formatMoney(payable, currency, locale));
  const title = t("issueSum", { count: ready.length, sum: formatList(sums, locale) });
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t("issue", { count: ready.length })}</Button>}
      title={title}
      consequences={[
        t("issueConsequences.frozen"),
        t("issueConsequences.fees"),
        t("issueConsequences.pdf"),
        ...(stale > 0 ? [t("issueConsequences.stale", { count: stale })] : []),
      ]}
      verb={t("issue", { count: ready.length })}
      action={issueReports}
      fields={{ month, organizationId: close.organization?.id ?? "" }}
    />
  );
}
