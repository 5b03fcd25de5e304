/** What roaming CDRs are invoiced by (D17): the key of their group, and the sums it keeps. */
import type { Month } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";

/** CDRs of one key are invoiced together. */
export type BillingKey = { organizationId: string; empId: string; currency: string; originMonth: Month };

/** `organization emp currency month`, for maps. */
export function billingText(key: BillingKey): string {
  return `${key.organizationId} ${key.empId} ${key.currency} ${key.originMonth}`;
}

/** What a CDR adds to its group's sums (or takes from them). */
export type BillingLineDelta = {
  groupId: string;
  /** ISO 3166-1 alpha-2 of the location. */
  country: string;
  component: string;
  /** −1: no VAT is known. */
  vatBasisPoints: number;
  sessions: number;
  quantity: bigint;
  net: Amount;
};
