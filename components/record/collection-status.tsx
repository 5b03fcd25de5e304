import { StatusBadge } from "@/components/figures";
import type { CollectionState } from "@/lib/records/collected";

/** Collected, partly collected, or awaited; nothing of the kind for a month term, for which nobody pays. */
export function CollectionStatus({ state }: { state: CollectionState | null }) {
  return state === null ? "–" : <StatusBadge status={`collection.${state}`} />;
}
