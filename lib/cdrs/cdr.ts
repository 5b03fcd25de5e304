/**
 * The charge detail record as every source gives it: read from CSV or OCPI, nothing resolved yet.
 *
 * Field names follow OCPI 2.2.1 (module CDRs, section 10.3) in camelCase. A field that the source did not
 * give is null, never a default; what Wattsettle finds out itself (EVSE, token, payer, price) is not here.
 */
import type { Instant } from "../calendar/calendar";
import type { Amount, Energy } from "../money/amount";

/** A plain decimal as text ("0.0833333333"): exact, with as many decimals as the source gave. */
export type DecimalText = string;

/** A session, or a credit that takes a session back (OCPI `credit`). */
export type CdrKind = "session" | "credit";

/** The charge point as the source names it; what describes it serves to offer unknown EVSEs for creation. */
export type CdrEvse = {
  /** The location's id in the source. */
  locationExternalId: string | null;
  locationName: string | null;
  /** The operator's own id of the EVSE or charge point (OCPI `evse_uid`). */
  evseUid: string | null;
  /** The eMI3 id, as drivers see it: `DE*ABC*E1234` (OCPI `evse_id`). */
  evseId: string | null;
  connectorId: string | null;
  address: string | null;
  postalCode: string | null;
  city: string | null;
  /** ISO 3166-1, two or three letters as given. */
  country: string | null;
  latitude: DecimalText | null;
  longitude: DecimalText | null;
  /** OCPI PowerType: `AC_1_PHASE`, `AC_3_PHASE`, `DC`, … or what a CSV says. */
  powerType: string | null;
  /** OCPI ConnectorType: `IEC_62196_T2`, … */
  connectorStandard: string | null;
  /** The charger's make and model in words. */
  model: string | null;
};

/** Who charged, as the source names them. */
export type CdrToken = {
  uid: string | null;
  contractId: string | null;
  /** OCPI TokenType: `RFID`, `APP_USER`, `AD_HOC_USER`, `OTHER`. */
  type: string | null;
  countryCode: string | null;
  partyId: string | null;
  /** The EMP in words, where a CSV has such a column. */
  empName: string | null;
  /** The driver or user in the source's words; outside the back office a pseudonym. */
  driverReference: string | null;
};

/** OCPI CdrDimensionType, as far as tariffs ask for it. */
export type CdrDimensionType =
  | "CURRENT"
  | "ENERGY"
  | "ENERGY_EXPORT"
  | "ENERGY_IMPORT"
  | "MAX_CURRENT"
  | "MIN_CURRENT"
  | "MAX_POWER"
  | "MIN_POWER"
  | "PARKING_TIME"
  | "POWER"
  | "RESERVATION_TIME"
  | "STATE_OF_CHARGE"
  | "TIME";

/** One stretch of a session (OCPI ChargingPeriod): ends where the next begins, the last with the session. */
export type CdrPeriod = {
  startAt: Instant;
  /** ENERGY in kWh; TIME, PARKING_TIME and RESERVATION_TIME in hours; powers in kW; currents in A. */
  dimensions: readonly { type: CdrDimensionType; volume: DecimalText }[];
  tariffId: string | null;
};

/** What the source charged, without VAT, per component (D13). */
export type CdrCosts = {
  energy: Amount | null;
  time: Amount | null;
  parking: Amount | null;
  /** OCPI `total_fixed_cost`. */
  session: Amount | null;
  reservation: Amount | null;
};

/** One charge detail record; identified by (source, `cdrId`) as D20 says. */
export type Cdr = {
  cdrId: string;
  kind: CdrKind;
  /** The id of the CDR that a credit takes back. */
  creditReferenceId: string | null;
  startAt: Instant;
  endAt: Instant;
  /** Rounded half-up to four decimals (D13); negative only on a credit or where the rules allow it. */
  energyKwh: Energy;
  /** Seconds in which the vehicle charged (OCPI `total_time` − `total_parking_time`). */
  chargingTimeSeconds: number | null;
  /** Seconds in which it was plugged in and did not charge. */
  parkingTimeSeconds: number | null;
  /** Country and party of the CPO (OCPI). */
  countryCode: string | null;
  partyId: string | null;
  sessionId: string | null;
  authorizationReference: string | null;
  evse: CdrEvse;
  token: CdrToken;
  /** OCPI AuthMethod: `AUTH_REQUEST`, `COMMAND`, `WHITELIST`. */
  authMethod: string | null;
  /** True when the source says that the driver paid at the charge point (D1); null when it says nothing. */
  paidOnSpot: boolean | null;
  /** ISO 4217. */
  currency: string | null;
  /** Without VAT. */
  totalCost: Amount | null;
  totalCostInclVat: Amount | null;
  costs: CdrCosts | null;
  /** Empty when the source gives none, as a CSV does. */
  periods: readonly CdrPeriod[];
  /** OCPI tariff objects exactly as given; checked where they are used to rate (D19). */
  tariffs: readonly unknown[];
  remark: string | null;
};

/** The fields a source fills in for `evse` when it says nothing. */
export const NO_EVSE: CdrEvse = Object.freeze({
  locationExternalId: null,
  locationName: null,
  evseUid: null,
  evseId: null,
  connectorId: null,
  address: null,
  postalCode: null,
  city: null,
  country: null,
  latitude: null,
  longitude: null,
  powerType: null,
  connectorStandard: null,
  model: null,
});

/** The fields a source fills in for `token` when it says nothing. */
export const NO_TOKEN: CdrToken = Object.freeze({
  uid: null,
  contractId: null,
  type: null,
  countryCode: null,
  partyId: null,
  empName: null,
  driverReference: null,
});

/** The charge point that the CDR names: its EVSE id, else the operator's own id; null when it names none. */
export function chargePointOf(evse: CdrEvse): string | null {
  return evse.evseUid ?? evse.evseId;
}
