/** A CDR as the rating engine takes it: volumes in ten-thousandths, the location's zone, the day's tariff type. */
import { parseDecimalHalfUp } from "@/lib/money/amount";
import type { Hours, MeasuredRange, RateableCdr, RateablePeriod } from "@/lib/rating/types";
import type { Cdr, CdrDimensionType, CdrPeriod } from "./cdr";

/** Hours are ten-thousandths of an hour: 0.36 seconds, finer than any step size. */
function hoursOfSeconds(seconds: number): Hours {
  return (BigInt(Math.round(seconds)) * 10_000n + 1_800n) / 3_600n;
}

/** What the engine needs of a CDR; a CSV's totals stand in for the periods it does not have. */
export function toRateable(cdr: Cdr, timeZone: string): RateableCdr {
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

function toRateablePeriod(period: CdrPeriod): RateablePeriod {
  return {
    startAt: period.startAt,
    energyKwh: volume(period, "ENERGY") ?? 0n,
    timeHours: volume(period, "TIME") ?? 0n,
    parkingHours: volume(period, "PARKING_TIME") ?? 0n,
    reservationHours: volume(period, "RESERVATION_TIME") ?? 0n,
    current: range(period, "MIN_CURRENT", "MAX_CURRENT", "CURRENT"),
    power: range(period, "MIN_POWER", "MAX_POWER", "POWER"),
    // Our own tariff prices the whole session: the source's tariff ids mean nothing to it.
    tariffId: null,
  };
}

function volume(period: CdrPeriod, type: CdrDimensionType): bigint | null {
  const found = period.dimensions.find((dimension) => dimension.type === type);
  return found ? parseDecimalHalfUp(found.volume) : null;
}

function range(
  period: CdrPeriod,
  lowest: CdrDimensionType,
  highest: CdrDimensionType,
  average: CdrDimensionType,
): MeasuredRange | null {
  const min = volume(period, lowest) ?? volume(period, average);
  const max = volume(period, highest) ?? volume(period, average);
  return min === null && max === null ? null : { min: toNumber(min), max: toNumber(max) };
}

/** Amperes and kilowatts are compared, never added to money; ten-thousandths of them are exact in a double. */
function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
