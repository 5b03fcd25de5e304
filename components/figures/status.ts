import {
  Ban,
  Check,
  CheckCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleSlash,
  Clock,
  Copy,
  FilePen,
  GitCompareArrows,
  type LucideIcon,
  MessageCircleWarning,
  RefreshCw,
  Send,
  TriangleAlert,
  Undo2,
  X,
} from "lucide-react";

export type Tone = "neutral" | "success" | "warning" | "danger" | "info";
type Look = { tone: Tone; icon: LucideIcon };

/**
 * Every state of every thing, by kind and state: its tone and icon. The word is the message
 * `common.status.<kind>.<state>`, so a state is added here and in the messages, nowhere else.
 */
export const statuses = {
  period: {
    open: { tone: "info", icon: CircleDot },
    draft: { tone: "info", icon: FilePen },
    stale: { tone: "warning", icon: RefreshCw },
    issued: { tone: "success", icon: Check },
  },
  collection: {
    collected: { tone: "success", icon: Check },
    awaited: { tone: "neutral", icon: Clock },
    partly: { tone: "info", icon: CircleDashed },
  },
  import: {
    uploaded: { tone: "info", icon: CircleDot },
    mapping: { tone: "warning", icon: FilePen },
    queued: { tone: "neutral", icon: Clock },
    running: { tone: "info", icon: CircleDashed },
    done: { tone: "success", icon: Check },
    failed: { tone: "danger", icon: TriangleAlert },
    cancelled: { tone: "neutral", icon: X },
  },
  row: {
    imported: { tone: "success", icon: Check },
    rejected: { tone: "danger", icon: X },
    known: { tone: "neutral", icon: Copy },
    conflicting: { tone: "warning", icon: GitCompareArrows },
    on_hold: { tone: "warning", icon: CirclePause },
    accepted: { tone: "success", icon: Check },
    discarded: { tone: "neutral", icon: CircleSlash },
  },
  run: {
    queued: { tone: "neutral", icon: Clock },
    running: { tone: "info", icon: CircleDashed },
    done: { tone: "success", icon: Check },
    partly: { tone: "warning", icon: TriangleAlert },
    failed: { tone: "danger", icon: TriangleAlert },
    cancelled: { tone: "neutral", icon: X },
    parked: { tone: "danger", icon: CirclePause },
    skipped: { tone: "neutral", icon: Copy },
  },
  cdr: {
    rated: { tone: "success", icon: Check },
    non_rated: { tone: "danger", icon: TriangleAlert },
    on_hold: { tone: "warning", icon: CirclePause },
    discarded: { tone: "neutral", icon: CircleSlash },
  },
  billing: {
    open: { tone: "info", icon: CircleDot },
    drafted: { tone: "info", icon: FilePen },
    posted: { tone: "success", icon: Send },
    paid: { tone: "success", icon: CheckCheck },
    excluded: { tone: "neutral", icon: CircleSlash },
  },
  document: {
    draft: { tone: "info", icon: FilePen },
    approved: { tone: "info", icon: Check },
    posted: { tone: "success", icon: Check },
    sent: { tone: "success", icon: Send },
    paid: { tone: "success", icon: CheckCheck },
    cancelled: { tone: "neutral", icon: X },
    revoked: { tone: "danger", icon: Undo2 },
  },
  report: {
    issued: { tone: "success", icon: Check },
    accepted: { tone: "success", icon: CheckCheck },
    disputed: { tone: "warning", icon: MessageCircleWarning },
    parked: { tone: "danger", icon: CirclePause },
  },
  share: {
    active: { tone: "success", icon: Check },
    expired: { tone: "neutral", icon: Clock },
    revoked: { tone: "danger", icon: Ban },
  },
  topUp: {
    paid: { tone: "success", icon: CheckCheck },
    takenBack: { tone: "neutral", icon: Undo2 },
  },
  contract: {
    upcoming: { tone: "info", icon: Clock },
    active: { tone: "success", icon: Check },
    ended: { tone: "neutral", icon: CircleSlash },
  },
  user: {
    invited: { tone: "info", icon: Send },
    active: { tone: "success", icon: Check },
    suspended: { tone: "danger", icon: Ban },
  },
  service: {
    active: { tone: "success", icon: Check },
    inactive: { tone: "neutral", icon: CircleSlash },
  },
} as const satisfies Record<string, Record<string, Look>>;

type Statuses = typeof statuses;

/** "period.open", "collection.awaited", … */
export type StatusName = { [Kind in keyof Statuses]: `${Kind}.${keyof Statuses[Kind] & string}` }[keyof Statuses];

/** Tone and icon of a state. */
export function lookOf(status: StatusName): Look {
  const [kind, state] = status.split(".") as [keyof Statuses, string];
  return (statuses[kind] as Record<string, Look>)[state]!;
}
