import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { StatusBadge } from "@/components/figures";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { plainForm } from "@/components/ui/plain-form";
import { Progress } from "@/components/ui/progress";
import { countItems, findRun, listItems, type Run, type RunCounts } from "@/db/queries/runs";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { formatMonth } from "@/lib/i18n/format";
import { isUuid } from "@/lib/input/fields";
import { cancelRun, retryRun } from "../../actions";
import { runStatus } from "../../run-status";
import { RunItems } from "./run-items";

const SHOWN = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.runs"))("title") };
}

/** A run of a month: how far it is, and what became of each partner. */
export default async function RunPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("settlement:read");
  const { id } = await props.params;
  const found = isUuid(id)
    ? await readAs(viewer, async (tx) => {
        const run = await findRun(tx, id);
        return (
          run && { run, counts: await countItems(tx, id), items: await listItems(tx, id, { offset: 0, limit: SHOWN }) }
        );
      })
    : null;
  if (!found?.run.month) notFound();
  const { run, counts, items } = found;
  const month = found.run.month;
  const [t, locale] = [await getTranslations("settlement.runs"), await getLocale()];
  const active = run.state === "queued" || run.state === "running";
  const finished = counts.all - counts.waiting;
  return (
    <Page>
      {active && <KeepFresh />}
      <PageHeader
        breadcrumbs={[{ label: formatMonth(month, locale), href: `/month-end?month=${month}` }]}
        title={t("for", { kind: t(run.kind), month: formatMonth(month, locale) })}
        status={<StatusBadge status={runStatus(run.state, counts.parked)} />}
        actions={<RunActions run={run} counts={counts} mayAct={isAllowed(viewer.role, "settlement:draft")} />}
      />
      <div className="flex max-w-2xl flex-col gap-1.5" aria-live="polite">
        <Progress value={finished} total={counts.all} label={t(run.kind)} />
        <p className="text-[0.8125rem] text-muted-foreground">
          {t("progress", { done: finished, all: counts.all })}
          {counts.parked > 0 && ` · ${t("parked", { count: counts.parked })}`}
        </p>
      </div>
      {active && run.cancelRequestedAt !== null && <Alert>{t("cancelling")}</Alert>}
      <RunItems items={items} />
      {items.length < counts.all && (
        <p className="text-[0.8125rem] text-muted-foreground">{t("more", { shown: items.length, all: counts.all })}</p>
      )}
    </Page>
  );
}

async function RunActions({ run, counts, mayAct }: { run: Run; counts: RunCounts; mayAct: boolean }) {
  const t = await getTranslations("settlement.runs");
  if (!mayAct) return null;
  if (run.state === "queued" || run.state === "running") {
    if (run.cancelRequestedAt !== null) return null;
    return (
      <ConfirmDialog
        destructive
        trigger={<Button>{t("cancel")}</Button>}
        title={t("cancelTitle")}
        consequences={[t("cancelText")]}
        verb={t("cancel")}
        action={cancelRun}
        fields={{ id: run.id }}
      />
    );
  }
  if (counts.parked === 0) return null;
  return (
    <form action={plainForm(retryRun)}>
      <input type="hidden" name="id" value={run.id} />
      <Button type="submit">{t("retry", { count: counts.parked })}</Button>
    </form>
  );
}
