/** What a session would cost: to try a tariff before it holds for anybody. */
import { z } from "zod";
import type { Instant } from "@/lib/calendar/calendar";
import { divideHalfUp, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { rate } from "@/lib/rating/rate";
import type { Component, NonRatedReason, RateablePeriod } from "@/lib/rating/types";
import { type JsonProblem, readTariffJson } from "./tariff-input";

/** A number as people write it; empty is none. */
const number = (format: RegExp) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(",", ".") || "0")
    .refine((text) => format.test(text), "tariffs.number");
const energy = number(/^\d{1,6}(\.\d{1,4})?$/);
const wholeMinutes = number(/^\d{1,5}$/);

export const tryTariffInput = z.object({
  json: z.string().max(200_000, "tariffs.tooLong"),
  energyKwh: energy,
  /** Charging. */
  minutes: wholeMinutes,
  /** Connected after charging. */
  parkingMinutes: wholeMinutes,
  /** On the clocks of the site: `YYYY-MM-DDTHH:MM`. */
  start: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "tariffs.start"),
});
export type TryTariffInput = z.output<typeof tryTariffInput>;

/** Amounts and quantities as decimal text: kWh, hours or a count. */
export type TriedTariff =
  | { kind: "problems"; problems: JsonProblem[] }
  | { kind: "non_rated"; reason: NonRatedReason }
  | {
      kind: "rated";
      currency: string;
      components: { component: Component; quantity: string; amount: string; vatBasisPoints: number | null }[];
      revenue: string;
      gross: string | null;
      /** Which element priced how much at which price; quantities in kWh, seconds or a count. */
      trace: { component: Component; element: number; quantity: string; price: string }[];
    };

/** Prices a session of one charging period and one of parking after it. */
export function tryTariff(input: TryTariffInput): TriedTariff {
  const read = readTariffJson(input.json);
  if (!read.ok) return { kind: "problems", problems: read.problems };
  const startAt = Date.parse(`${input.start}:00Z`);
  const session = { startAt, timeZone: "UTC", ...sessionOf(input, startAt) };
  const rated = rate(session, [{ versionId: read.tariff.id, tariff: read.tariff }]);
  if (rated.kind === "non_rated") return { kind: "non_rated", reason: rated.reason };
  return {
    kind: "rated",
    currency: rated.currency,
    components: rated.components.map(({ component, quantity, amount, vatBasisPoints }) => ({
      component,
      quantity: formatDecimal(quantity),
      amount: formatDecimal(amount),
      vatBasisPoints,
    })),
    revenue: formatDecimal(rated.revenue),
    gross: rated.gross === null ? null : formatDecimal(rated.gross),
    trace: rated.trace.flatMap((step) => {
      if (step.kind !== "priced") return [];
      const { component, element, quantity, price } = step;
      return [{ component, element, quantity, price }];
    }),
  };
}

function sessionOf(input: TryTariffInput, startAt: Instant) {
  const energyKwh = parseDecimalExact(input.energyKwh);
  const [minutes, parking] = [Number(input.minutes), Number(input.parkingMinutes)];
  const charging = period({ startAt, energyKwh, timeHours: hours(minutes) });
  const parked = period({ startAt: startAt + minutes * 60_000, parkingHours: hours(parking) });
  return {
    endAt: startAt + (minutes + parking) * 60_000,
    totalEnergyKwh: energyKwh,
    totalTimeHours: hours(minutes + parking),
    totalParkingHours: hours(parking),
    periods: parking > 0 ? [charging, parked] : [charging],
  };
}

function period(fields: { startAt: Instant } & Partial<RateablePeriod>): RateablePeriod {
  return { energyKwh: 0n, timeHours: 0n, parkingHours: 0n, ...fields };
}

/** Minutes → ten-thousandths of an hour. */
function hours(minutes: number): bigint {
  return divideHalfUp(BigInt(minutes) * 10_000n, 60n);
}
