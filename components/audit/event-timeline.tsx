import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Timeline, type TimelineChange, type TimelineEvent } from "@/components/timeline/timeline";
import type { ChangeValue } from "@/lib/audit/changes";
import type { ObjectType, Verb } from "@/lib/audit/event";
import { objectPath, sentenceOf } from "@/lib/audit/sentence";
import type { Instant } from "@/lib/calendar/calendar";
import { formatDateTime } from "@/lib/i18n/format";

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
  const change = useChange(zone);
  const shown: TimelineEvent[] = events.map((event) => ({
    id: event.id,
    at: event.at,
    ...tell(event),
    changes: Object.entries(event.changes).map(([field, values]) => change(field, values)),
    reason: event.reason,
  }));
  return <Timeline events={shown} zone={zone} />;
}

function useSentence(linked: boolean): (event: ShownEvent) => Pick<TimelineEvent, "who" | "what"> {
  const t = useTranslations("audit");
  return (event) => {
    const { verb, object, params, who } = sentenceOf(event);
    const path = linked ? objectPath(event.objectType, event.objectId) : null;
    const link = (text: ReactNode) => objectLink(text, path);
    const words = t.rich(verb, { ...params, object: t(object), link });
    return { who: who && ("name" in who ? who.name : t(who.message)), what: words };
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

function useChange(zone: string): (field: string, values: readonly [ChangeValue, ChangeValue]) => TimelineChange {
  const t = useTranslations();
  const locale = useLocale();
  const word = (key: string) => (t.has(key as never) ? t(key as never) : null);
  function shown(field: string, value: ChangeValue): ReactNode {
    if (value === null || value === "") return null;
    if (typeof value === "boolean") return t(`common.states.${value ? "yes" : "no"}`);
    if (Array.isArray(value) && value.every((part) => typeof part !== "object")) return value.join(", ") || null;
    if (typeof value === "object") return JSON.stringify(value);
    const text = String(value);
    if (field === "role") return word(`common.role.${text}`) ?? text;
    if (field === "way") return word(`audit.ways.${text}`) ?? text;
    return INSTANT.test(text) ? formatDateTime(Date.parse(text), zone, locale) : text;
  }
  return (field, [before, after]) => ({
    key: field,
    field: word(`audit.fields.${field}`) ?? field,
    before: shown(field, before),
    after: shown(field, after),
  });
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
