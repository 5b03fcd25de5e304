/** An event told as a sentence: for the timeline, mails and exports alike. */
import type { ObjectType, Verb } from "./event";

/** The part of an event that its sentence needs. */
export type Told = {
  actorId: string | null;
  actor: string;
  verb: Verb;
  objectType: ObjectType;
  objectId: string;
  label: string;
};

/**
 * Words in the area `audit`: the sentence without its subject is the message `verbs.<verb>` with `object` (the message
 * `objects.<type>`), `label`, `self` ("yes" when somebody did it to themselves) and the tag `link` around the label.
 */
export type Sentence = {
  verb: `verbs.${Verb}`;
  object: `objects.${ObjectType}`;
  params: { label: string; self: "yes" | "no" };
  /** The subject: a name, the reader of a shared link, somebody who is not known, or null for the system. */
  who: { name: string } | { message: "linkReader" | "somebody" } | null;
};

export function sentenceOf(event: Told): Sentence {
  const isSelf = event.objectType === "user" && event.actorId === event.objectId;
  return {
    verb: `verbs.${event.verb}`,
    object: `objects.${event.objectType}`,
    params: { label: event.label, self: isSelf ? "yes" : "no" },
    who: subjectOf(event),
  };
}

function subjectOf({ actorId, actor, objectType, verb }: Told): Sentence["who"] {
  if (actorId !== null) return { name: actor };
  if (verb === "sign_in_failed") return { message: "somebody" };
  return objectType === "share" && verb === "opened" ? { message: "linkReader" } : null;
}

/** The page of an object, where it has one of its own. */
export function objectPath(objectType: ObjectType, objectId: string): string | null {
  const base = pages[objectType];
  return base === undefined ? null : `${base}/${objectId}`;
}

const pages: Partial<Record<ObjectType, string>> = {
  user: "/settings/users",
  company: "/companies",
  organization: "/organizations",
  location: "/locations",
  tariff: "/tariffs",
  contract: "/contracts",
  import: "/imports",
  report: "/reports",
  mail: "/settings/outbox",
};
