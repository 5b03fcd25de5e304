import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Timeline, type TimelineChange, type TimelineEvent } from "@/components/timeline/timeline";
import type { ChangeValue } from "@/lib/audit/changes";
import type { ObjectType, Verb } from "@/lib/audit/event";
import { objectPath, sentenceOf } from "@/lib/audit/sentence";
import type { Instant } from "@/lib/calendar/calendar";
import { formatMonth } from "@/lib/i18n/format";
import { isMoneyField, isStructured, useChangeValue } from "./change-value";

/** An event as `listAuditEvents` gives it. */
export type ShownEvent = {
  id: string;
  at: Instant;
  actorId: string | null;
  actor: string;
  verb: Verb;
  objectType: ObjectType;
  objectId: string;
  label: string;
  changes: Readonly<Record<string, readonly [ChangeValue, ChangeValue]>>;
  reason: string | null;
};

/** Events as sentences, newest first as given. `linked` makes the objects' names lead to their pages. */
export function EventTimeline({
  events,
  zone,
  linked = true,
}: {
  events: readonly ShownEvent[];
  zone: string;
  linked?: boolean;
}) {
  const tell = useSentence(linked);
  const told = useChanges(zone);
  const shown: TimelineEvent[] = events.map((event) => ({
    id: event.id,
    at: event.at,
    ...tell(event),
    changes: told(event.changes),
    reason: event.reason,
  }));
  return <Timeline events={shown} zone={zone} />;
}

function useSentence(linked: boolean): (event: ShownEvent) => Pick<TimelineEvent, "who" | "what"> {
  const t = useTranslations("audit");
  const labelOf = useLabel();
  return (event) => {
    const { verb, object, params, who } = sentenceOf(event);
    const path = linked ? objectPath(event.objectType, event.objectId) : null;
    const link = (text: ReactNode) => objectLink(text, path);
    const words = t.rich(verb, { ...params, label: labelOf(event), object: t(object), link });
    return { who: who && ("name" in who ? who.name : t(who.message)), what: words };
  };
}

/** A run is stored by its kind and month, "draft_reports 2026-10", and told in words. */
function useLabel(): (event: ShownEvent) => string {
  const t = useTranslations("settlement.runs");
  const locale = useLocale();
  return ({ objectType, label }) => {
    const [, kind, month] = (objectType === "run" && /^(\w+) (\d{4}-\d\d)$/.exec(label)) || [];
    if (!kind || !month || !t.has(kind as never)) return label;
    return `${t(kind as never)}, ${formatMonth(month, locale)}`;
  };
}

function objectLink(text: ReactNode, path: string | null): ReactNode {
  if (path === null) return text;
  return (
    <Link href={path as Route} prefetch={false} className="rounded-sm underline-offset-4 hover:underline">
      {text}
    </Link>
  );
}

/** How the fields of one event are told: an amount carries the currency, which then needs no line of its own. */
function useChanges(zone: string): (changes: ShownEvent["changes"]) => TimelineChange[] {
  const t = useTranslations("audit");
  const written = useChangeValue(zone);
  const name = (field: string) => (t.has(`fields.${field}` as never) ? t(`fields.${field}` as never) : field);

  function change(key: string, [before, after]: readonly [ChangeValue, ChangeValue], event: string | null) {
    // Sums of several currencies name theirs behind the field: "partnerShare GBP".
    const [field = key, own] = key.split(" ");
    const currency = own ?? event;
    const asBefore = isStructured(before) ? t("structured.before") : written({ field, value: before, currency });
    const asAfter = isStructured(after)
      ? t(before === null ? "structured.set" : "structured.after")
      : written({ field, value: after, currency });
    return { key, field: name(field), before: asBefore, after: asAfter };
  }

  return (changes) => {
    const { currency: named, ...others } = changes;
    const [was, is] = named ?? [null, null];
    const isSaidByAmounts = was === null && Object.keys(others).some(isMoneyField);
    return Object.entries(isSaidByAmounts ? others : changes).map(([key, values]) =>
      change(key, values, typeof is === "string" ? is : null),
    );
  };
}
