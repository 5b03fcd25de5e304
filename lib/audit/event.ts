/** Events of the history: who did what to which object. Both lists grow with the product; each word has its sentence. */
import type { Instant } from "@/lib/calendar/calendar";
import type { Changes } from "./changes";

/** Who did it; `id` null is the system itself or the reader of a shared link. */
export type Actor = { id: string | null; name: string };

/** Whoever opened a shared link: nobody knows who. */
export const LINK_READER: Actor = { id: null, name: "" };

/** Whoever tried to sign in as somebody: nobody knows who. */
export const SOMEBODY: Actor = { id: null, name: "" };

/** What runs by itself: the worker, the command line. */
export const SYSTEM: Actor = { id: null, name: "Wattsettle" };

export const OBJECT_TYPES = [
  "user",
  "company",
  "organization",
  "location",
  "evse",
  "connector",
  "owner",
  "token",
  "tariff",
  "tariff_assignment",
  "contract",
  "source",
  "import",
  "cdr",
  "record",
  "collection",
  "top_up",
  "balance",
  "period",
  "report",
  "share",
  "run",
  "view",
  "mail",
  "settings",
] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

export const VERBS = [
  "created",
  "changed",
  "archived",
  "restored",
  "deleted",
  "assigned",
  "ended",
  "renewed",
  "uploaded",
  "imported",
  "accepted",
  "discarded",
  "released",
  "held",
  "collected",
  "reversed",
  "recalculated",
  "drafted",
  "refreshed",
  "issued",
  "exported",
  "opened",
  "revoked",
  "cancelled",
  "retried",
  "invited",
  "joined",
  "disabled",
  "enabled",
  "signed_in",
  "sign_in_failed",
  "signed_out",
  "signed_out_everywhere",
  "password_requested",
  "password_set",
] as const;
export type Verb = (typeof VERBS)[number];

export type AuditEvent = {
  actor: Actor;
  verb: Verb;
  objectType: ObjectType;
  objectId: string;
  /** How the object is called now: it keeps its name in the history. */
  label: string;
  /** The partner whose history it belongs to as well. */
  partnerId?: string | null;
  changes?: Changes;
  reason?: string | null;
  at: Instant;
};
