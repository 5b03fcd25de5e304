import { formatCount, formatDuration, formatEnergy } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import type { Component } from "@/lib/rating/types";

const HOUR_UNITS = 10_000;

/** A component's billed quantity: ten-thousandths of kWh, hours or fees (`PricedComponent.quantity`). */
export function quantityWords(component: Component, quantity: bigint, locale: Locale): string {
  if (component === "energy") return formatEnergy(quantity, locale, 4);
  if (component === "session") return formatCount(quantity / 10_000n, locale);
  return formatDuration((Number(quantity) * 3600) / HOUR_UNITS);
}

/** A quantity of the rating trace: decimal text in kWh, seconds or a count (`RatingStep.quantity`). */
export function tracedWords(component: Component, quantity: string, locale: Locale): string {
  if (component === "energy") return formatEnergy(quantity, locale, 4);
  if (component === "session") return quantity;
  return formatDuration(Number(quantity));
}
