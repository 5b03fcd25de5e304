/**
 * The discount on COMMUNITY sessions that an organization sets for all its partners (B19–B22): 10 % pays 90 % of the
 * COMMUNITY purchase price. It is dated, so that settling a session again takes off what held when it began (D2).
 */
import { z } from "zod";
import { type IsoDate, isDate } from "@/lib/calendar/calendar";
import type { BasisPoints } from "@/lib/money/amount";

/** Holds from a day until the next one does. */
export type CommunityDiscount = { from: IsoDate; basisPoints: BasisPoints };

/** What `organizations.settings` keeps of it, in order of days. */
export const discountSettings = z.object({
  communityDiscounts: z
    .array(z.object({ from: z.string().refine(isDate), basisPoints: z.int().min(0).max(10_000) }))
    .default([]),
});

/** Out of the settings of an organization. */
export function communityDiscountsOf(settings: unknown): CommunityDiscount[] {
  return discountSettings.parse(settings ?? {}).communityDiscounts;
}

/** What is taken off sessions that begin on a day. */
export function discountOn(discounts: readonly CommunityDiscount[], day: IsoDate): BasisPoints {
  return discounts.findLast((discount) => discount.from <= day)?.basisPoints ?? 0;
}

/** With another discount from a day on; later ones are overwritten, and one that changes nothing is left out. */
export function withDiscount(discounts: readonly CommunityDiscount[], next: CommunityDiscount): CommunityDiscount[] {
  const before = discounts.filter((discount) => discount.from < next.from);
  return discountOn(before, next.from) === next.basisPoints ? before : [...before, next];
}
