/** OCPI CDRs as partners' systems send them: long charging, short stops, parking behind a full battery. */
import { type Random, randomFrom } from "./random";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Where and with what a session was charged. */
export type Place = {
  country: string;
  locationId: string;
  evseUid: string;
  connectorId: string;
  currency: string;
  dc: boolean;
};
export type Medium = { uid: string; contractId: string | null; type: "RFID" | "APP_USER" | "AD_HOC_USER" };
export type Shape = { id: string; startAt: number; minutes: number; periods: number; parkingPeriods: number };

/** One CDR object as JSON text. Periods are equally long and start on whole seconds. */
export function cdrText(shape: Shape, place: Place, medium: Medium, random: Random): string {
  const { startAt, minutes, periods, parkingPeriods } = shape;
  const charging = periods - parkingPeriods;
  const length = minutes * MINUTE_MS;
  const at = (index: number) => startAt + Math.round((index * length) / periods / 1000) * 1000;
  const hours = (from: number, until: number) => Number(((until - from) / HOUR_MS).toFixed(4));
  let energy = 0;
  const list = Array.from({ length: periods }, (_, index) => {
    const duration = hours(at(index), at(index + 1));
    const isCharging = index < charging;
    const kwh = isCharging ? Math.round(duration * (place.dc ? 60 : 9) * (0.6 + 0.4 * random()) * 10_000) : 0;
    energy += kwh;
    return {
      start_date_time: utc(at(index)),
      dimensions: isCharging
        ? [
            { type: "ENERGY", volume: kwh / 10_000 },
            { type: "TIME", volume: duration },
          ]
        : [{ type: "PARKING_TIME", volume: duration }],
    };
  });
  return JSON.stringify({
    country_code: place.country,
    party_id: "WAT",
    id: shape.id,
    start_date_time: utc(startAt),
    end_date_time: utc(startAt + length),
    cdr_token: {
      uid: medium.uid,
      type: medium.type,
      contract_id: medium.contractId,
    },
    auth_method: "WHITELIST",
    cdr_location: {
      id: place.locationId,
      evse_uid: place.evseUid,
      connector_id: place.connectorId,
      connector_power_type: place.dc ? "DC" : "AC_3_PHASE",
      country: place.country,
    },
    currency: place.currency,
    charging_periods: list,
    total_cost: { excl_vat: Number((energy / 25_000).toFixed(4)) },
    total_energy: energy / 10_000,
    total_time: hours(startAt, startAt + length),
    total_parking_time: hours(at(charging), startAt + length),
    last_updated: utc(startAt + length),
  });
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Sessions of 90 minutes in 44 periods, the last six of them parking, over a month. */
export function ninetyMinuteSessions(count: number): string[] {
  const random = randomFrom(90);
  const month = Date.parse("2026-03-01T00:00:00Z");
  const place = {
    country: "DE",
    locationId: "LOC1",
    evseUid: "DE*WAT*E1",
    connectorId: "1",
    currency: "EUR",
    dc: false,
  };
  return Array.from({ length: count }, (_, index) => {
    const startAt = month + Math.floor(random() * 31 * 24 * 60) * MINUTE_MS;
    const medium: Medium = { uid: `04A1B2${index}`, contractId: `DE-EMP-C${index}`, type: "RFID" };
    return cdrText({ id: `CDR-${index}`, startAt, minutes: 90, periods: 44, parkingPeriods: 6 }, place, medium, random);
  });
}
