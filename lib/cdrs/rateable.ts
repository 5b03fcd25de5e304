/** A CDR as the rating engine takes it: volumes in ten-thousandths, the location's zone, the day's tariff type. */
import { parseDecimalHalfUp } from "@/lib/money/amount";
import type { Hours, MeasuredRange, RateableCdr, RateablePeriod } from "@/lib/rating/types";
import type { Cdr, CdrDimensionType, CdrPeriod } from "./cdr";

/** Hours are ten-thousandths of an hour: 0.36 seconds, finer than any step size. */
function hoursOfSeconds(seconds: number): Hours {
  return (BigInt(Math.round(seconds)) * 10_000n + 1_800n) / 3_600n;
}

/** The fields of a CDR that our own tariff's price depends on. */
export type RateableFields = Pick<
  Cdr,
  "startAt" | "endAt" | "energyKwh" | "chargingTimeSeconds" | "parkingTimeSeconds" | "periods"
>;

/** What the engine needs of a CDR; a CSV's totals stand in for the periods it does not have. */
export function toRateable(cdr: RateableFields, timeZone: string): RateableCdr {
  const { chargingTimeSeconds, parkingTimeSeconds } = cdr;
  const known = chargingTimeSeconds !== null;
  return {
    startAt: cdr.startAt,
    endAt: cdr.endAt,
    timeZone,
    currency: null,
    totalEnergyKwh: cdr.energyKwh,
    totalTimeHours: known ? hoursOfSeconds(chargingTimeSeconds + (parkingTimeSeconds ?? 0)) : null,
    totalParkingHours: parkingTimeSeconds !== null ? hoursOfSeconds(parkingTimeSeconds) : null,
    periods: cdr.periods.map(toRateablePeriod),
    tariffType: null,
  };
}

/** The same for the tariffs that the CDR carries (D19): its periods name them, its token says which type is meant. */
export function toRateableByOwnTariffs(cdr: Cdr, timeZone: string): RateableCdr {
  return {
    ...toRateable(cdr, timeZone),
    currency: cdr.currency,
    periods: cdr.periods.map((period) => ({ ...toRateablePeriod(period), tariffId: period.tariffId })),
    tariffType: cdr.token.type === "AD_HOC_USER" ? "AD_HOC_PAYMENT" : null,
  };
}

function toRateablePeriod(period: CdrPeriod): RateablePeriod {
  const volumes = volumesOf(period);
  return {
    startAt: period.startAt,
    energyKwh: volumes.ENERGY ?? 0n,
    timeHours: volumes.TIME ?? 0n,
    parkingHours: volumes.PARKING_TIME ?? 0n,
    reservationHours: volumes.RESERVATION_TIME ?? 0n,
    current: rangeOf(volumes.MIN_CURRENT, volumes.MAX_CURRENT, volumes.CURRENT),
    power: rangeOf(volumes.MIN_POWER, volumes.MAX_POWER, volumes.POWER),
    // Our own tariff prices the whole session: the source's tariff ids mean nothing to it.
    tariffId: null,
  };
}

type Volumes = Partial<Record<CdrDimensionType, bigint>>;

/** The first volume of each type, in ten-thousandths. */
function volumesOf({ dimensions }: CdrPeriod): Volumes {
  const volumes: Volumes = {};
  for (const { type, volume } of dimensions) volumes[type] ??= parseDecimalHalfUp(volume);
  return volumes;
}

/** Amperes and kilowatts are compared, never added to money; ten-thousandths of them are exact in a double. */
function rangeOf(
  lowest: bigint | undefined,
  highest: bigint | undefined,
  average: bigint | undefined,
): MeasuredRange | null {
  const min = lowest ?? average;
  const max = highest ?? average;
  if (min === undefined && max === undefined) return null;
  return { min: min === undefined ? null : Number(min), max: max === undefined ? null : Number(max) };
}
