/**
 * Walks through a session and asks, stretch by stretch and dimension by dimension, which price component applies:
 * the first in the tariff whose element's restrictions match (OCPI 2.2.1 mod_tariffs, Tariff object).
 */
import { type Instant, zoneOffset } from "@/lib/calendar/calendar";
import type { Choice, TariffInUse } from "@/lib/rating/choose-tariffs";
import { answersHoldUntil, cutPeriod, type Stretch, wholePeriod } from "@/lib/rating/cut";
import { type Channel, extend, Ledger, type Line } from "@/lib/rating/ledger";
import type { Period, Session } from "@/lib/rating/session";
import type { Component, MeasuredRange, NonRated, RateableCdr, SkippedElement } from "@/lib/rating/types";
import type { Candidates, CompiledComponent } from "@/lib/tariffs/compile";
import { type Circumstances, DAY_MS, type Refusal, refusal } from "@/lib/tariffs/restrictions";

/** Collects what each price component prices; or the first value that a price depends on and the CDR lacks. */
export function meterSession(cdr: RateableCdr, session: Session, choice: Choice): Ledger | NonRated {
  const meter = new Meter(cdr.timeZone, session);
  let energy = 0;
  for (let index = 0; index < session.periods.length; index++) {
    const period = session.periods[index]!;
    const tariff = choice.perPeriod[index];
    if (tariff) meter.readPeriod(period, energy, tariff);
    if (meter.missing) return meter.missing;
    energy += period.energy;
  }
  return meter.ledger;
}

/** Circumstances that hold for further periods too, up to an instant and an energy (exclusive). */
type Steady = {
  readonly tariff: TariffInUse;
  readonly begunAt: Instant;
  readonly until: Instant;
  readonly energyUntil: number;
  readonly now: Circumstances;
};

class Meter {
  readonly ledger = new Ledger();
  missing: NonRated | null = null;
  private steady: Steady | null = null;
  private sessionFeeCharged = false;
  private reservationFeeCharged = false;

  constructor(
    private readonly timeZone: string,
    private readonly session: Session,
  ) {}

  readPeriod(period: Period, energyBefore: number, tariff: TariffInUse): void {
    if (this.isAsBefore(period, energyBefore, tariff)) {
      this.readStretch(wholePeriod(period, energyBefore), tariff, this.steady!.now);
      return;
    }
    const { boundaries } = tariff.compiled;
    const stretches = cutPeriod(period, energyBefore, this.begunAt(period), this.timeZone, boundaries);
    for (const stretch of stretches) this.readStretch(stretch, tariff, this.circumstancesOf(stretch, tariff));
    this.steady = stretches.length === 1 ? this.steadyFrom(stretches[0]!, tariff) : null;
  }

  /** Durations count from here. */
  private begunAt(period: Period): Instant {
    return period.reservationOnly ? this.session.periods[0]!.from : this.session.begunAt;
  }

  /** True when every restriction answers for the whole period as it did for the one before. */
  private isAsBefore(period: Period, energyBefore: number, tariff: TariffInUse): boolean {
    const { steady } = this;
    return (
      steady !== null &&
      steady.tariff === tariff &&
      steady.begunAt === this.begunAt(period) &&
      period.from < steady.until &&
      period.until <= steady.until &&
      period.energy >= 0 &&
      energyBefore >= steady.now.energy &&
      energyBefore < steady.energyUntil &&
      energyBefore + period.energy <= steady.energyUntil
    );
  }

  private steadyFrom(stretch: Stretch, tariff: TariffInUse): Steady | null {
    const { period, energyBefore } = stretch;
    const begunAt = this.begunAt(period);
    const { boundaries, usesMeasurements } = tariff.compiled;
    if (usesMeasurements || period.energy < 0) return null;
    const { at, energy } = answersHoldUntil(period, energyBefore, begunAt, this.timeZone, boundaries);
    const now = this.circumstancesOf(stretch, tariff);
    return { tariff, begunAt, until: at, energyUntil: energy, now };
  }

  private readStretch(stretch: Stretch, tariff: TariffInUse, now: Circumstances): void {
    const { session, reservation, expiredReservation } = tariff.compiled;
    const { period } = stretch;
    if (period.reserved > 0) {
      const reserved = this.session.expiredReservation ? expiredReservation : reservation;
      this.chargeReservationFee(reserved.FLAT, stretch, tariff, now);
      const line = this.charge("reservation", reserved.TIME, stretch.reserved, stretch, tariff, now);
      this.ledger.lastReservation = line ?? this.ledger.lastReservation;
    }
    if (period.reservationOnly) return;
    this.chargeSessionFee(session.FLAT, stretch, tariff, now);
    const energy = stretch.energyAfter - stretch.energyBefore;
    const { ledger } = this;
    ledger.lastEnergy = this.charge("energy", session.ENERGY, energy, stretch, tariff, now) ?? ledger.lastEnergy;
    ledger.lastTime = this.charge("time", session.TIME, stretch.charging, stretch, tariff, now) ?? ledger.lastTime;
    ledger.lastTime =
      this.charge("parking", session.PARKING_TIME, stretch.parking, stretch, tariff, now) ?? ledger.lastTime;
  }

  /** A fixed fee is paid once per session, when its first component becomes active (ADR 0001). */
  private chargeSessionFee(candidates: Candidates, stretch: Stretch, tariff: TariffInUse, now: Circumstances): void {
    if (this.sessionFeeCharged) return;
    this.sessionFeeCharged = this.chargeFee("session", candidates, stretch, tariff, now);
  }

  private chargeReservationFee(
    candidates: Candidates,
    stretch: Stretch,
    tariff: TariffInUse,
    now: Circumstances,
  ): void {
    if (this.reservationFeeCharged) return;
    this.reservationFeeCharged = this.chargeFee("reservation", candidates, stretch, tariff, now);
  }

  private chargeFee(
    component: Component,
    candidates: Candidates,
    stretch: Stretch,
    tariff: TariffInUse,
    now: Circumstances,
  ): boolean {
    const price = this.firstMatch(candidates, now, tariff, stretch);
    if (!price) return false;
    const skipped = this.skippedBefore(price, candidates, stretch, tariff);
    const { from } = stretch;
    this.ledger.begin("fee", { component, tariff, price, from, until: from, quantity: 1, skipped, line: null });
    return true;
  }

  private charge(
    channel: Exclude<Channel, "fee">,
    candidates: Candidates,
    quantity: number,
    stretch: Stretch,
    tariff: TariffInUse,
    now: Circumstances,
  ): Line | null {
    if (quantity === 0 || candidates.length === 0) return null;
    const price = this.firstMatch(candidates, now, tariff, stretch);
    const { from, until } = stretch;
    const step = this.ledger.stepToExtend(channel, price, from);
    if (step) {
      extend(step, until, quantity);
      return step.line;
    }
    const skipped = this.skippedBefore(price, candidates, stretch, tariff);
    return this.ledger.begin(channel, { component: channel, tariff, price, from, until, quantity, skipped, line: null })
      .line;
  }

  private firstMatch(
    candidates: Candidates,
    now: Circumstances,
    tariff: TariffInUse,
    stretch: Stretch,
  ): CompiledComponent | null {
    for (const candidate of candidates) {
      const because = candidate.restrictions === null ? null : refusal(candidate.restrictions, now);
      if (because === null) return candidate;
      if (isMissing(because)) {
        const at = new Date(stretch.from).toISOString();
        const detail = { tariffId: tariff.compiled.id, element: String(candidate.element), at };
        this.missing ??= { kind: "non_rated", reason: because, detail };
        return null;
      }
    }
    return null;
  }

  /** Which elements were asked before, and why they did not apply when the stretch began. */
  private skippedBefore(
    price: CompiledComponent | null,
    candidates: Candidates,
    stretch: Stretch,
    tariff: TariffInUse,
  ): SkippedElement[] {
    const skipped: SkippedElement[] = [];
    if (candidates[0] === price) return skipped;
    const now = this.circumstancesOf(stretch, tariff);
    for (const candidate of candidates) {
      if (candidate === price) break;
      const because = candidate.restrictions === null ? null : refusal(candidate.restrictions, now);
      if (because !== null && !isMissing(because)) skipped.push({ element: candidate.element, because });
    }
    return skipped;
  }

  private circumstancesOf(stretch: Stretch, tariff: TariffInUse): Circumstances {
    if (!tariff.compiled.usesCircumstances) return ANY_CIRCUMSTANCES;
    const { period, from } = stretch;
    const local = from + zoneOffset(this.timeZone, from);
    const localDay = Math.floor(local / DAY_MS);
    const measures = tariff.compiled.usesMeasurements;
    const current = measures ? currentOf(period) : NOT_MEASURED;
    const power = measures ? powerOf(period) : NOT_MEASURED;
    return {
      localDay,
      timeOfDay: local - localDay * DAY_MS,
      elapsed: from - this.begunAt(period),
      // "From this amount (inclusive)" and "until this amount (exclusive)" hold inside the stretch, whichever way energy flows.
      energy: Math.min(stretch.energyBefore, stretch.energyAfter),
      lowestCurrent: current.min ?? current.max,
      highestCurrent: current.max ?? current.min,
      lowestPower: power.min ?? power.max,
      highestPower: power.max ?? power.min,
    };
  }
}

/** Nobody asks them. */
const ANY_CIRCUMSTANCES: Circumstances = {
  localDay: 0,
  timeOfDay: 0,
  elapsed: 0,
  energy: 0,
  lowestCurrent: null,
  highestCurrent: null,
  lowestPower: null,
  highestPower: null,
};
const NOT_MEASURED: MeasuredRange = { min: null, max: null };
const ZERO: MeasuredRange = { min: 0, max: 0 };
const MS_PER_HOUR = 3_600_000;

/** Without energy no current flows; otherwise only the source can know. */
function currentOf(period: Period): MeasuredRange {
  if (period.current && (period.current.min ?? period.current.max) !== null) return period.current;
  return period.energy === 0 ? ZERO : NOT_MEASURED;
}

/** A missing power is the period's average: its energy over its charging time. */
function powerOf(period: Period): MeasuredRange {
  if (period.power && (period.power.min ?? period.power.max) !== null) return period.power;
  if (period.energy === 0) return ZERO;
  const duration = period.charging || period.until - period.from;
  if (duration === 0) return NOT_MEASURED;
  const average = Math.round((period.energy / duration) * MS_PER_HOUR);
  return { min: average, max: average };
}

function isMissing(because: Refusal): because is "current_unknown" | "power_unknown" {
  return because === "current_unknown" || because === "power_unknown";
}
