/**
 * From quantities to amounts: exact products of quantity and price, summed per component and VAT rate, rounded half-up
 * to four decimals once (D13).
 */
import { type Amount, divideHalfUp, percentHalfUp } from "@/lib/money/amount";
import type { TariffInUse } from "@/lib/rating/choose-tariffs";
import type { Line } from "@/lib/rating/ledger";
import { toPricedQuantity, UNITS_PER_PRICED } from "@/lib/rating/quantity";
import type { Component } from "@/lib/rating/types";
import { PRICE_SCALE } from "@/lib/tariffs/tariff";

/** One component at one VAT rate, priced by one tariff. A side that cannot be known is null. */
export type Part = {
  readonly component: Component;
  readonly tariff: TariffInUse;
  readonly vatBasisPoints: number | null;
  quantity: bigint;
  net: Amount | null;
  gross: Amount | null;
};

/** Prices have 12 decimals, amounts four. */
const PRICE_PER_AMOUNT = 10n ** BigInt(PRICE_SCALE - 4);

/** The parts of all lines, in the order in which they first priced something. */
export function priceLines(lines: readonly Line[]): Part[] {
  const groups = new Map<string, [Line, ...Line[]]>();
  for (const line of lines) {
    const key = `${line.component} ${line.tariff.versionId} ${vatOf(line)}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()].map(partOf);
}

/** What the tariff names as VAT; nothing where it says that no tax applies. */
function vatOf(line: Line): number | null {
  return line.tariff.compiled.tax === "not_applicable" ? null : line.price.vatBasisPoints;
}

function partOf(group: readonly [Line, ...Line[]]): Part {
  const [{ component, tariff }] = group;
  const unit = UNITS_PER_PRICED[component];
  let exact = 0n;
  let units = 0;
  for (const { price, quantity } of group) {
    // A fixed fee of a reservation stands beside its time: one fee costs as much as one hour of the same price.
    const isFee = price.dimension === "FLAT";
    exact += price.price * BigInt(quantity) * (isFee ? unit : 1n);
    if (!isFee || component === "session") units += quantity;
  }
  const vatBasisPoints = vatOf(group[0]);
  const sides = sidesOf(exact, unit * PRICE_PER_AMOUNT, vatBasisPoints, tariff);
  return { component, tariff, vatBasisPoints, quantity: toPricedQuantity(component, units), ...sides };
}

/** Amounts without and with VAT of the exact price `exact / divisor`. */
function sidesOf(
  exact: bigint,
  divisor: bigint,
  vatBasisPoints: number | null,
  tariff: TariffInUse,
): Pick<Part, "net" | "gross"> {
  const amount = divideHalfUp(exact, divisor);
  const { tax } = tariff.compiled;
  if (vatBasisPoints === null) {
    return { net: tax === "included" ? null : amount, gross: tax === "added" ? null : amount };
  }
  if (tax === "included") {
    return { net: divideHalfUp(exact * 10_000n, divisor * BigInt(10_000 + vatBasisPoints)), gross: amount };
  }
  return { net: amount, gross: amount + percentHalfUp(amount, vatBasisPoints) };
}
