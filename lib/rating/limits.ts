/**
 * Minimum and maximum price. The limits without and with VAT both apply, each to its own total (OCPI 2.2.1 mod_tariffs,
 * notes on min_price and max_price). A difference is spread over the parts pro rata, so that the parts still add up (ADR 0001).
 */
import { type Amount, allocateProRata, formatDecimal, percentHalfUp, sum } from "@/lib/money/amount";
import type { Part } from "@/lib/rating/amounts";
import type { TariffInUse } from "@/lib/rating/choose-tariffs";
import type { Component, RatingStep } from "@/lib/rating/types";
import type { CompiledLimit } from "@/lib/tariffs/compile";
import type { TariffDimension } from "@/lib/tariffs/tariff";

/** Raises or lowers each tariff's parts to its limits, in place, and returns what was changed. */
export function applyLimits(parts: Part[], used: readonly TariffInUse[]): RatingStep[] {
  const steps: RatingStep[] = [];
  for (const tariff of used) {
    const { minPrice, maxPrice } = tariff.compiled;
    if (minPrice) {
      if (!parts.some((part) => part.tariff === tariff)) parts.push(...carrierOf(tariff));
      steps.push(...applyLimit("min_price", minPrice, tariff, parts));
    }
    if (maxPrice) steps.push(...applyLimit("max_price", maxPrice, tariff, parts));
  }
  return steps;
}

const COMPONENT_OF: Readonly<Record<TariffDimension, Component>> = {
  ENERGY: "energy",
  FLAT: "session",
  PARKING_TIME: "parking",
  TIME: "time",
};

/** Where nothing was priced, the tariff's first price component (if it has one beside reservations) carries the minimum. */
function carrierOf(tariff: TariffInUse): Part[] {
  const { session, tax } = tariff.compiled;
  const all = [session.ENERGY, session.TIME, session.PARKING_TIME, session.FLAT].flat();
  const first = all.sort((a, b) => a.element - b.element)[0];
  if (!first) return [];
  const vatBasisPoints = tax === "not_applicable" ? null : first.vatBasisPoints;
  const net = vatBasisPoints === null && tax === "included" ? null : 0n;
  const gross = vatBasisPoints === null && tax === "added" ? null : 0n;
  return [{ component: COMPONENT_OF[first.dimension], tariff, vatBasisPoints, quantity: 0n, net, gross }];
}

type LimitName = "min_price" | "max_price";

function applyLimit(name: LimitName, given: CompiledLimit, tariff: TariffInUse, all: readonly Part[]): RatingStep[] {
  const parts = all.filter((part) => part.tariff === tariff);
  if (parts.length === 0) return [];
  const limit = isUntaxed(parts) ? limitOfBothSides(name, given) : given;
  const net = total(parts.map((part) => part.net));
  const gross = total(parts.map((part) => part.gross));
  const netAfter = net === null ? null : within(name, net, limit.net);
  const grossAfter = gross === null || limit.gross === null ? null : within(name, gross, limit.gross);
  const vats = parts.map(vatOf);
  if (net !== null && netAfter !== null && netAfter !== net) spreadNet(parts, netAfter);
  if (grossAfter !== null) spreadGross(parts, grossAfter, vats);
  return [...stepOf(name, "excl_vat", tariff, net, netAfter), ...stepOf(name, "incl_vat", tariff, gross, grossAfter)];
}

/** True when the sums without and with VAT are the same, and have to stay so. */
function isUntaxed(parts: readonly Part[]): boolean {
  return parts.every((part) => part.net !== null && part.gross !== null && !part.vatBasisPoints);
}

/** Where both sides are one amount, the stricter limit holds for it: a limit must not make up a tax. */
function limitOfBothSides(name: LimitName, { net, gross }: CompiledLimit): CompiledLimit {
  return { net: name === "min_price" && gross !== null ? gross : net, gross: null };
}

function within(name: LimitName, amount: Amount, limit: Amount): Amount {
  const beyond = name === "min_price" ? amount < limit : amount > limit;
  return beyond ? limit : amount;
}

function total(amounts: readonly (Amount | null)[]): Amount | null {
  return amounts.some((amount) => amount === null) ? null : sum(amounts as readonly Amount[]);
}

function vatOf(part: Part): Amount {
  return (part.gross ?? 0n) - (part.net ?? 0n);
}

/** New net amounts; what comes on top follows each part's VAT rate unless a limit with VAT says otherwise. */
function spreadNet(parts: readonly Part[], net: Amount): void {
  const shares = allocateProRata(
    net,
    parts.map((part) => part.net ?? 0n),
  );
  for (const [index, part] of parts.entries()) {
    const share = shares[index]!;
    part.net = share;
    if (part.gross !== null) part.gross = share + percentHalfUp(share, part.vatBasisPoints ?? 0);
  }
}

/** The VAT that the total with VAT leaves goes to the parts pro rata to the VAT they had. */
function spreadGross(parts: readonly Part[], gross: Amount, vats: readonly Amount[]): void {
  const net = total(parts.map((part) => part.net));
  const weights = parts.map((part) => part.gross ?? 0n);
  const shares = net === null ? allocateProRata(gross, weights) : allocateProRata(gross - net, vats);
  for (const [index, part] of parts.entries()) part.gross = (net === null ? 0n : (part.net ?? 0n)) + shares[index]!;
}

function stepOf(
  limit: LimitName,
  side: "excl_vat" | "incl_vat",
  tariff: TariffInUse,
  before: Amount | null,
  after: Amount | null,
): RatingStep[] {
  if (before === null || after === null || before === after) return [];
  const amounts = { before: formatDecimal(before), after: formatDecimal(after) };
  return [{ kind: "limit", limit, side, tariff: tariff.versionId, ...amounts }];
}
