/** Units of what is billed: the engine counts in whole numbers, people read kWh, seconds and hours. */
import { divideHalfUp } from "@/lib/money/amount";
import type { Component } from "@/lib/rating/types";

/** The engine's whole numbers per unit of the price: ten-thousandths of kWh, ms per hour, one fee. */
export const UNITS_PER_PRICED: Readonly<Record<Component, bigint>> = {
  energy: 10_000n,
  time: 3_600_000n,
  parking: 3_600_000n,
  session: 1n,
  reservation: 3_600_000n,
};

/** The engine's whole numbers per step: 1 Wh is ten ten-thousandths of a kWh, 1 s is 1000 ms. */
export const UNITS_PER_STEP: Readonly<Record<Component, number>> = {
  energy: 10,
  time: 1000,
  parking: 1000,
  session: 1,
  reservation: 1000,
};

const QUANTITY_SCALE = 10_000n;

/** Ten-thousandths of kWh, hours or fees, as a priced component states them; hours are rounded half-up. */
export function toPricedQuantity(component: Component, units: number): bigint {
  return divideHalfUp(BigInt(units) * QUANTITY_SCALE, UNITS_PER_PRICED[component]);
}

/** Decimal text for the trace: kWh, seconds, or a count. */
export function quantityText(component: Component, units: number): string {
  if (component === "session") return String(units);
  const unit = component === "energy" ? 10_000 : 1_000;
  const rest = Math.abs(units) % unit;
  const whole = (Math.abs(units) - rest) / unit;
  const sign = units < 0 ? "-" : "";
  return rest === 0 ? `${sign}${whole}` : `${sign}${whole}.${decimalsOf(rest + unit)}`;
}

/** The digits behind a leading 1, without zeros at the end. */
function decimalsOf(restAndUnit: number): string {
  let digits = restAndUnit;
  while (digits % 10 === 0) digits /= 10;
  return String(digits).slice(1);
}
