import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import type { Instant } from "@/lib/calendar/calendar";

/** What one field was and became; null reads "nothing". */
export type TimelineChange = { key: string; field: ReactNode; before: ReactNode | null; after: ReactNode | null };

export type TimelineEvent = {
  id: string;
  at: Instant;
  /** Null: the system itself. */
  who: string | null;
  /** The sentence without its subject: "issued the report SR-2026-10-0004". May hold links. */
  what: ReactNode;
  changes?: readonly TimelineChange[];
  /** Why, in the person's own words. */
  reason?: string | null;
};

/** The history of a thing, newest first as given: who, when, what, old → new, why. */
export function Timeline({ events, zone }: { events: readonly TimelineEvent[]; zone: string }) {
  const t = useTranslations("common.timeline");
  if (events.length === 0) return <p className="py-4 text-muted-foreground">{t("empty")}</p>;
  return (
    <ol className="relative flex flex-col before:absolute before:top-3 before:bottom-3 before:left-[0.21875rem] before:w-px before:bg-border">
      {events.map((event) => (
        <li key={event.id} className="relative py-2 pl-6">
          <span
            aria-hidden
            className="absolute top-[0.9375rem] left-0 size-2 rounded-full bg-chart-minus ring-4 ring-background"
          />
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p className="min-w-0">
              <span className="font-medium">{event.who ?? t("system")}</span> {event.what}
            </p>
            <span className="text-[0.8125rem] text-muted-foreground">
              <DateTime at={event.at} zone={zone} />
            </span>
          </div>
          {event.changes && event.changes.length > 0 && <Changes changes={event.changes} />}
          {event.reason && (
            <p className="mt-0.5 text-[0.8125rem]">
              <span className="text-muted-foreground">{t("reason")}:</span> {event.reason}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Changes({ changes }: { changes: readonly TimelineChange[] }) {
  const t = useTranslations("common.timeline");
  // What was made or done for the first time replaces nothing.
  const replaces = changes.some((change) => change.before !== null);
  const shown = replaces ? changes : changes.filter((change) => change.after !== null);
  return (
    <dl
      className={cn(
        "mt-0.5 gap-x-3 text-[0.8125rem]",
        replaces ? "grid sm:grid-cols-[auto_minmax(0,1fr)]" : "flex flex-wrap gap-x-4",
      )}
    >
      {shown.map((change) => (
        <div key={change.key} className={replaces ? "contents" : "flex gap-1.5"}>
          <dt className="text-muted-foreground">{change.field}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-1.5">
            {replaces && (
              <>
                <span className="sr-only">{t("before")}: </span>
                <span className="text-muted-foreground">{change.before ?? t("nothing")}</span>
                <ArrowRight aria-hidden className="size-3 text-muted-foreground" />
                <span className="sr-only">{t("after")}: </span>
              </>
            )}
            <span>{change.after ?? t("nothing")}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
