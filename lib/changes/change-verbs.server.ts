/** The verb behind each kind of change. */
import type { Viewer } from "@/lib/access/viewer";
import type { Instant } from "@/lib/calendar/calendar";
import { changeTerms } from "@/lib/contracts/change-terms.server";
import { editContract } from "@/lib/contracts/edit-contract.server";
import { assignOwner, removeOwner } from "@/lib/locations/assign-owner.server";
import { correctOwner } from "@/lib/locations/correct-owner.server";
import { assignSalesTariff } from "@/lib/tariffs/assign-sales-tariff.server";
import { assignTariff, withdrawTariff } from "@/lib/tariffs/assign-tariff.server";
import { changeTariff } from "@/lib/tariffs/change-tariff.server";
import type { ChangeKind } from "./change";

const VERBS = {
  tariff_version: changeTariff,
  tariff_assignment: assignTariff,
  tariff_withdrawal: withdrawTariff,
  sales_tariff: assignSalesTariff,
  owner_assignment: assignOwner,
  owner_removal: removeOwner,
  owner_correction: correctOwner,
  contract_terms: changeTerms,
  contract_extent: editContract,
} as const satisfies Record<ChangeKind, unknown>;

export type InputOf<Kind extends ChangeKind> = Parameters<(typeof VERBS)[Kind]>[1];
export type ResultOf<Kind extends ChangeKind> = Awaited<ReturnType<(typeof VERBS)[Kind]>>;

/**
 * Makes the change. The input was read from its form when it was planned.
 * @throws UserError what the kind's verb throws
 */
export function makeChange<Kind extends ChangeKind>(
  viewer: Viewer,
  kind: Kind,
  input: InputOf<Kind>,
  now: Instant,
): Promise<ResultOf<Kind>> {
  const verb = VERBS[kind] as unknown as (
    viewer: Viewer,
    input: InputOf<Kind>,
    now: Instant,
  ) => Promise<ResultOf<Kind>>;
  return verb(viewer, input, now);
}
