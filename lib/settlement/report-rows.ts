/** Turns sums of the books into the rows that a report is built from. */
import type { Month } from "@/lib/calendar/calendar";
import type { Basis } from "@/lib/contracts/terms";
import { type Amount, allocateProRata, type Energy, sum } from "@/lib/money/amount";
import { LINE_KINDS, type LineKind } from "@/lib/records/line";
import type { SettledTerm } from "./contract-month";
import { type LinePlace, type PreviousRow, ReportError, type RevenueRow } from "./report";

type Place = {
  siteId: string;
  /** Null: the record stands at no site. */
  siteName: string | null;
  component: string;
  /** −1: no VAT is known. */
  vatBasisPoints: number;
  basis: Basis;
  records: number;
};

export type LineSum = Place & { energyKwh: Energy; revenue: Amount; partnerShare: Amount };
export type SiteSum = { siteId: string; collectedShare: Amount };
export type CollectedSum = Place & { section: "now" | "previous"; period: Month; amount: Amount };

/**
 * The rows of a period's own records with what is collected of each. Where shares are collected CDR by CDR (`exact`)
 * the parts say it; otherwise the site's collected share, as the rollups have it, is attributed to the site's lines
 * pro rata and the parts take off what is booked later.
 */
export function revenueRows(
  lines: readonly LineSum[],
  sites: readonly SiteSum[],
  collected: readonly CollectedSum[],
  exact: boolean,
): RevenueRow[] {
  const parts = collected.filter((part) => part.section === "now");
  if (!exact) {
    return sites.flatMap((site) => {
      const own = lines.filter((line) => line.siteId === site.siteId);
      if (own.length === 0) return [];
      const later = sum(parts.filter((part) => part.siteId === site.siteId).map((part) => part.amount));
      const shares = allocateProRata(
        site.collectedShare + later,
        own.map((line) => line.partnerShare),
      );
      return own.map((line, index) => revenueRow(line, shares[index]!));
    });
  }
  const byLine = new Map<string, Amount>();
  for (const part of parts) byLine.set(lineText(part), (byLine.get(lineText(part)) ?? 0n) + part.amount);
  return lines.map((line) => revenueRow(line, byLine.get(lineText(line)) ?? 0n));
}

/** What was collected for earlier periods (A25). */
export function previousRows(collected: readonly CollectedSum[]): PreviousRow[] {
  return collected
    .filter((part) => part.section === "previous")
    .map((part) => ({
      ...placeOf(part),
      period: part.period,
      basis: part.basis,
      records: part.records,
      collectedShare: part.amount,
    }));
}

/** Month terms as rows: what the period books of them, and what of earlier bookings it makes payable (D11). */
export function termRows(terms: readonly SettledTerm[]): { revenue: RevenueRow[]; previous: PreviousRow[] } {
  const booked = terms.filter((term) => term.amount !== 0n);
  const released = terms.filter((term) => term.collectedBefore !== 0n);
  return {
    revenue: booked.map((term) => ({
      ...termPlace(term),
      basis: term.basis,
      records: 1,
      energyKwh: 0n,
      revenue: 0n,
      partnerShare: term.amount,
      collectedShare: term.collectedNow,
    })),
    previous: released.map((term) => ({
      ...termPlace(term),
      steps: [],
      period: term.originMonth,
      basis: "collected",
      records: 1,
      collectedShare: term.collectedBefore,
    })),
  };
}

function termPlace({ contractId, contract, originMonth, term, steps }: SettledTerm): LinePlace {
  return {
    siteId: null,
    siteName: contract,
    line: term,
    vatBasisPoints: null,
    term: { contractId, originMonth },
    steps,
  };
}

function revenueRow(line: LineSum, collectedShare: Amount): RevenueRow {
  const { basis, records, energyKwh, revenue, partnerShare } = line;
  return { ...placeOf(line), basis, records, energyKwh, revenue, partnerShare, collectedShare };
}

function placeOf(place: Place) {
  return {
    siteId: place.siteName === null ? null : place.siteId,
    siteName: place.siteName ?? "",
    line: lineKind(place.component),
    vatBasisPoints: place.vatBasisPoints < 0 ? null : place.vatBasisPoints,
  };
}

function lineKind(component: string): LineKind {
  const kind = LINE_KINDS.find((known) => known === component);
  if (!kind) throw new ReportError(`"${component}" is no line of a report`);
  return kind;
}

function lineText(place: Place): string {
  return `${place.siteId} ${place.component} ${place.vatBasisPoints} ${place.basis}`;
}
