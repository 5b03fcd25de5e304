import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StatusBadge } from "@/components/figures";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Progress } from "@/components/ui/progress";
import { confirmationOf, findRecalculation, namesOf } from "@/db/queries/recalculations";
import { currentReferenceVersion } from "@/db/queries/reference";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { CHANGE_PERMISSIONS, type PlannedChange } from "@/lib/changes/change";
import { messageKeyOf } from "@/lib/errors/user-error";
import { isUuid } from "@/lib/input/fields";
import { NO_CHANGE, readSums } from "@/lib/records/change-sums";
import { TitleOf } from "../title";
import { ChangeTables } from "./change-tables";
import { Facts } from "./facts";
import { PreviewActions } from "./preview-actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recalculations"))("title") };
}

/** What a change would do to the sessions that are known, or has done: by the same code, with the same sums. */
export default async function RecalculationPage(props: PageProps<"/recalculations/[id]">) {
  const viewer = await requireViewer("records:read");
  const { id } = await props.params;
  const found = isUuid(id)
    ? await readAs(viewer, async (tx) => {
        const run = await findRecalculation(tx, id);
        if (!run) return null;
        const sums = run.result ? readSums(run.result.sums) : NO_CHANGE;
        const partnerIds = sums.lines.map((line) => line.partnerId);
        const organizationIds = sums.lines.map((line) => line.organizationId);
        return {
          run,
          sums,
          names: await namesOf(tx, { partnerIds, organizationIds }),
          confirmedAs: await confirmationOf(tx, id),
          version: String(await currentReferenceVersion(tx)),
        };
      })
    : null;
  if (!found) notFound();
  const { run, sums, names, confirmedAs, version } = found;
  const t = await getTranslations("recalculations");
  const errors = await getTranslations();
  const active = run.state === "queued" || run.state === "running";
  const isPreview = run.kind === "preview_change";
  const waits = isPreview && run.state === "done" && confirmedAs === null;
  const mayConfirm = isPreview && isAllowed(viewer.role, CHANGE_PERMISSIONS[(run.input as PlannedChange).kind]);
  const isOutdated = waits && run.result?.referenceVersion !== version;
  const problem = run.result?.problem;
  return (
    <Page>
      {active && <KeepFresh />}
      <PageHeader
        title={<TitleOf run={run} />}
        breadcrumbs={[{ label: t("title"), href: "/recalculations" as Route }, { label: t(run.kind) }]}
        status={<StatusBadge status={`run.${run.state}`} />}
        actions={waits && mayConfirm && <PreviewActions id={run.id} sums={sums} isOutdated={isOutdated} />}
      />
      {active && (
        <div className="flex max-w-2xl flex-col gap-1.5" aria-live="polite">
          <Progress value={sums.cdrs} total={run.result?.total ?? null} label={t(run.kind)} />
          <p className="text-[0.8125rem] text-muted-foreground">
            {t("progress", { done: sums.cdrs, all: run.result?.total ?? 0 })}
          </p>
        </div>
      )}
      {problem && <Alert tone="danger">{errors(messageKeyOf(problem) as "common.errors.invalid")}</Alert>}
      {waits && !isOutdated && <Alert>{t("nothingYet")}</Alert>}
      {isOutdated && <Alert tone="warning">{t("outdated")}</Alert>}
      {confirmedAs && (
        <Alert>
          {t("confirmed")}{" "}
          <Link className="underline underline-offset-4" href={`/recalculations/${confirmedAs}` as Route}>
            {t("toRun")}
          </Link>
        </Alert>
      )}
      <Facts run={run} sums={sums} />
      <ChangeTables sums={sums} names={names} isPreview={isPreview} isDone={run.state === "done"} />
    </Page>
  );
}
