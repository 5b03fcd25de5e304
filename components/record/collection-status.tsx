import { StatusBadge } from "@/components/figures";
import type { CollectionState } from "@/lib/records/collected";

/** Collected, partly collected, or awaited. */
export function CollectionStatus({ state }: { state: CollectionState }) {
  return <StatusBadge status={`collection.${state}`} />;
}
