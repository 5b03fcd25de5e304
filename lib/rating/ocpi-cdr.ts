/** Reads what rating needs from an OCPI 2.2.1 CDR object. Cost fields and everything else are left alone. */
import { z } from "zod";
import { divideHalfUp, type Energy, SCALE } from "@/lib/money/amount";
import type { Hours, MeasuredRange, RateableCdr, RateablePeriod } from "@/lib/rating/types";
import { readDateTime } from "@/lib/tariffs/date-time";
import { scaleHalfUp } from "@/lib/tariffs/decimal-number";

const dateTime = z
  .string()
  .refine((text) => readDateTime(text) !== null, { error: "expected an RFC 3339 date and time" });
/** No volume of a session comes near; keeps conversions exact. */
const volume = z.number().min(-1e9).max(1e9);

/** Decimals of a volume that count before the four that are kept. */
const FINE_SCALE = 12;
const FINE_PER_UNIT = 10n ** BigInt(FINE_SCALE - SCALE);

const ocpiCdr = z.looseObject({
  start_date_time: dateTime,
  end_date_time: dateTime,
  currency: z.string().nullish(),
  total_energy: volume.nullish(),
  total_time: volume.nullish(),
  total_parking_time: volume.nullish(),
  credit: z.boolean().nullish(),
  cdr_token: z.looseObject({ type: z.string().nullish() }).nullish(),
  charging_periods: z
    .array(
      z.looseObject({
        start_date_time: dateTime,
        tariff_id: z.string().nullish(),
        dimensions: z.array(z.looseObject({ type: z.string(), volume })),
      }),
    )
    .nullish(),
});
type OcpiCdr = z.infer<typeof ocpiCdr>;
type OcpiPeriod = NonNullable<OcpiCdr["charging_periods"]>[number];

/** A CDR ready to rate, and whether it is a credit CDR, whose price is minus that of its data; or what is wrong, by JSON path. */
export type ReadCdr = { ok: true; cdr: RateableCdr; credit: boolean } | { ok: false; problems: string[] };

/** Reads an OCPI CDR object; `timeZone` is its location's (OCPI's CdrLocation has none). */
export function readOcpiCdr(json: unknown, timeZone: string): ReadCdr {
  const parsed = ocpiCdr.safeParse(json);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) };
  }
  const given = parsed.data;
  const cdr: RateableCdr = {
    startAt: instantOf(given.start_date_time),
    endAt: instantOf(given.end_date_time),
    timeZone,
    currency: given.currency,
    totalEnergyKwh: scaleHalfUp(given.total_energy ?? 0, SCALE),
    totalTimeHours: hoursOrNull(given.total_time),
    totalParkingHours: hoursOrNull(given.total_parking_time),
    periods: readPeriods(given.charging_periods ?? []),
    tariffType: given.cdr_token?.type === "AD_HOC_USER" ? "AD_HOC_PAYMENT" : null,
  };
  return { ok: true, cdr, credit: given.credit ?? false };
}

function instantOf(text: string): number {
  return readDateTime(text) ?? 0;
}

function hoursOrNull(value: number | null | undefined): Hours | null {
  return value == null ? null : scaleHalfUp(value, SCALE);
}

/** In order of time. Energies with more than four decimals are rounded on their running total, so that nothing is lost. */
function readPeriods(given: readonly OcpiPeriod[]): RateablePeriod[] {
  let exact = 0n;
  let kept: Energy = 0n;
  return [...given]
    .sort((a, b) => instantOf(a.start_date_time) - instantOf(b.start_date_time))
    .map((period) => {
      exact += scaleHalfUp(volumeOf(period, "ENERGY") ?? 0, FINE_SCALE);
      const total = divideHalfUp(exact, FINE_PER_UNIT);
      const energyKwh = total - kept;
      kept = total;
      return readPeriod(period, energyKwh);
    });
}

function readPeriod(period: OcpiPeriod, energyKwh: Energy): RateablePeriod {
  const hours = (type: string): Hours => scaleHalfUp(volumeOf(period, type) ?? 0, SCALE);
  return {
    startAt: instantOf(period.start_date_time),
    energyKwh,
    timeHours: hours("TIME"),
    parkingHours: hours("PARKING_TIME"),
    reservationHours: hours("RESERVATION_TIME"),
    current: rangeOf(period, "CURRENT"),
    power: rangeOf(period, "POWER"),
    tariffId: period.tariff_id,
  };
}

/** Lowest and highest value; the average (sessions only) stands in for a missing one. */
function rangeOf(period: OcpiPeriod, type: "CURRENT" | "POWER"): MeasuredRange | null {
  const average = volumeOf(period, type);
  const min = volumeOf(period, `MIN_${type}`) ?? average;
  const max = volumeOf(period, `MAX_${type}`) ?? average;
  if (min === null && max === null) return null;
  return { min: scaledOrNull(min), max: scaledOrNull(max) };
}

function scaledOrNull(value: number | null): number | null {
  return value === null ? null : Number(scaleHalfUp(value, SCALE));
}

function volumeOf(period: OcpiPeriod, type: string): number | null {
  return period.dimensions.find((dimension) => dimension.type === type)?.volume ?? null;
}
