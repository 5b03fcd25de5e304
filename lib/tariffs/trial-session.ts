/** A session made up to try a tariff: what the sliders say, and how it becomes a session that can be rated. */
import { z } from "zod";
import { type Instant, isTimeZone, nextOffsetChange, readLocal } from "@/lib/calendar/calendar";
import { divideHalfUp, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import type { MeasuredRange, RateableCdr, RateablePeriod } from "@/lib/rating/types";

/** A decimal number as people write it; empty is 0. */
const number = (format: RegExp) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(",", ".") || "0")
    .refine((text) => format.test(text), "tariffs.number");
const decimal = number(/^\d{1,6}(\.\d{1,4})?$/);
/** Two days: far beyond it only makes work, for every hour of every day is priced. */
const MOST_MINUTES = 2_880;
const wholeMinutes = number(/^\d{1,5}$/).refine((text) => Number(text) <= MOST_MINUTES, "tariffs.trialTooLong");

export const trialFields = {
  /** On the clocks of the zone: `YYYY-MM-DDTHH:MM`. */
  start: z.string().refine(isLocalMinute, "tariffs.start"),
  zone: z.string().trim().refine(isTimeZone, "common.timeZone"),
  energyKwh: decimal,
  /** Charging. */
  minutes: wholeMinutes,
  /** Connected after charging. */
  parkingMinutes: wholeMinutes,
  /** The highest power; 0: the same power all the time. */
  peakKw: decimal,
  current: z.enum(["AC", "DC"]),
};
const trial = z.object(trialFields);

/** Numbers are decimal text: kWh, minutes, kW. */
export type Trial = z.output<typeof trial>;

function isLocalMinute(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return false;
  try {
    readLocal(text, "UTC");
    return true;
  } catch {
    return false;
  }
}

/** What an address says, field by field; what it does not say, or says wrongly, is as in `otherwise`. */
export function readTrial(given: Readonly<Record<string, unknown>>, otherwise: Trial): Trial {
  const entries = Object.entries(trialFields).map(([field, schema]) => {
    const parsed = schema.safeParse(given[field]);
    return [field, parsed.success ? parsed.data : otherwise[field as keyof Trial]];
  });
  return trial.parse(Object.fromEntries(entries));
}

const MINUTE_MS = 60_000;
/** At its highest power a car charges four fifths of its energy; then the power falls. */
const AT_PEAK = { part: 4n, of: 5n };
/** Volts from which the current of a power is taken: the sum of the phases at AC, a common battery at DC. */
const VOLTS = { AC: 230, DC: 400 } as const;

/** The session: one period of charging, or two when its power falls, and one of parking after it. */
export function sessionOfTrial(given: Trial): RateableCdr {
  const startAt = instantOf(given.start, given.zone);
  const [minutes, parking] = [Number(given.minutes), Number(given.parkingMinutes)];
  const charging = chargingPeriods(given, startAt, minutes);
  const parked = { ...NOTHING, startAt: startAt + minutes * MINUTE_MS, parkingHours: hoursOf(parking) };
  return {
    startAt,
    endAt: startAt + (minutes + parking) * MINUTE_MS,
    timeZone: given.zone,
    totalEnergyKwh: parseDecimalExact(given.energyKwh),
    totalTimeHours: hoursOf(minutes + parking),
    totalParkingHours: hoursOf(parking),
    periods: parking > 0 ? [...charging, parked] : charging,
  };
}

const NOTHING = { energyKwh: 0n, timeHours: 0n, parkingHours: 0n };

/** The lowest power, in kW with one decimal, at which the energy is charged in time; null without time. */
export function averageKw(given: Pick<Trial, "energyKwh" | "minutes">): string | null {
  const minutes = BigInt(given.minutes);
  if (minutes === 0n) return null;
  return formatDecimal(divideHalfUp(parseDecimalExact(given.energyKwh) * 60n, minutes * 1_000n), 1);
}

function chargingPeriods(given: Trial, startAt: Instant, minutes: number): RateablePeriod[] {
  const energy = parseDecimalExact(given.energyKwh);
  const peak = parseDecimalExact(given.peakKw);
  const atPeak = (energy * AT_PEAK.part) / AT_PEAK.of;
  const peakMinutes = peak === 0n ? minutes : Math.ceil(Number(atPeak * 60n) / Number(peak));
  if (peakMinutes >= minutes || energy * 60n >= peak * BigInt(minutes)) {
    return [periodOf(startAt, minutes, energy, given.current)];
  }
  return [
    periodOf(startAt, peakMinutes, atPeak, given.current),
    periodOf(startAt + peakMinutes * MINUTE_MS, minutes - peakMinutes, energy - atPeak, given.current),
  ];
}

function periodOf(startAt: Instant, minutes: number, energyKwh: bigint, current: Trial["current"]): RateablePeriod {
  const kw = minutes === 0 ? 0 : Math.round((Number(energyKwh) * 60) / minutes);
  return {
    ...NOTHING,
    startAt,
    energyKwh,
    timeHours: hoursOf(minutes),
    power: steady(kw),
    current: steady(Math.round((kw * 1_000) / VOLTS[current])),
  };
}

function steady(value: number): MeasuredRange {
  return { min: value, max: value };
}

/** Minutes → ten-thousandths of an hour. */
function hoursOf(minutes: number): bigint {
  return divideHalfUp(BigInt(minutes) * 10_000n, 60n);
}

/** A time that the clocks skip means the moment at which they do; of a repeated one the first counts (D2). */
function instantOf(local: string, zone: string): Instant {
  const reading = readLocal(local, zone);
  if (reading.kind === "once") return reading.at;
  return reading.kind === "repeated" ? reading.first : nextOffsetChange(zone, reading.before);
}
