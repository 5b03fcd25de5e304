/**
 * Walks through a session and asks, stretch by stretch and dimension by dimension, which price component applies:
 * the first in the tariff whose element's restrictions match (OCPI 2.2.1 mod_tariffs, Tariff object).
 */
import { zoneOffset } from "@/lib/calendar/calendar";
import type { Choice, TariffInUse } from "@/lib/rating/choose-tariffs";
import { cutPeriod, type Stretch } from "@/lib/rating/cut";
import { type Channel, Ledger, type Line } from "@/lib/rating/ledger";
import type { Period, Session } from "@/lib/rating/session";
import type { Component, MeasuredRange, NonRated, RateableCdr, SkippedElement } from "@/lib/rating/types";
import type { Candidates, CompiledComponent } from "@/lib/tariffs/compile";
import { type Circumstances, DAY_MS, type Refusal, refusal } from "@/lib/tariffs/restrictions";

/** Collects what each price component prices; or the first value that a price depends on and the CDR lacks. */
export function meterSession(cdr: RateableCdr, session: Session, choice: Choice): Ledger | NonRated {
  const meter = new Meter(cdr.timeZone, session);
  let energy = 0;
  for (const [index, period] of session.periods.entries()) {
    const tariff = choice.perPeriod[index];
    if (tariff) meter.readPeriod(period, energy, tariff);
    if (meter.missing) return meter.missing;
    energy += period.energy;
  }
  return meter.ledger;
}

class Meter {
  readonly ledger = new Ledger();
  missing: NonRated | null = null;
  private sessionFeeCharged = false;
  private reservationFeeCharged = false;

  constructor(
    private readonly timeZone: string,
    private readonly session: Session,
  ) {}

  readPeriod(period: Period, energyBefore: number, tariff: TariffInUse): void {
    const begunAt = period.reservationOnly ? this.session.periods[0]!.from : this.session.begunAt;
    const { boundaries } = tariff.compiled;
    for (const stretch of cutPeriod(period, energyBefore, begunAt, this.timeZone, boundaries)) {
      this.readStretch(stretch, tariff, this.circumstancesOf(stretch, begunAt, tariff));
    }
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
    this.ledger.add(component, tariff, price, 1);
    const skipped = skippedBefore(price, candidates, now);
    const { from } = stretch;
    this.ledger.begin("fee", { component, tariff, price, from, until: from, quantity: 1, skipped });
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
    if (!this.ledger.extend(channel, price, from, until, quantity)) {
      const skipped = skippedBefore(price, candidates, now);
      this.ledger.begin(channel, { component: channel, tariff, price, from, until, quantity, skipped });
    }
    return price && this.ledger.add(channel, tariff, price, quantity);
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

  private circumstancesOf(stretch: Stretch, begunAt: number, tariff: TariffInUse): Circumstances {
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
      elapsed: from - begunAt,
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

/** Which elements were asked before, and why they did not apply. */
function skippedBefore(price: CompiledComponent | null, candidates: Candidates, now: Circumstances): SkippedElement[] {
  const skipped: SkippedElement[] = [];
  for (const candidate of candidates) {
    if (candidate === price) break;
    const because = candidate.restrictions === null ? null : refusal(candidate.restrictions, now);
    if (because !== null && !isMissing(because)) skipped.push({ element: candidate.element, because });
  }
  return skipped;
}
