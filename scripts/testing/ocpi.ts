/** Sessions as OCPI 2.2.1 CDRs with one charging period, in a few words. */

export type SessionWords = {
  id: string;
  /** The uid of its EVSE. */
  evse: string;
  /** When it ended, in UTC: "2026-10-03T10:00". It lasted an hour. */
  ended: string;
  kwh: number;
  /** The uid of the token; one of its own unless said otherwise. */
  token?: string;
  tokenType?: "RFID" | "APP_USER" | "AD_HOC_USER";
  contractId?: string;
  /** The CDR that it credits. */
  credit?: string;
  /** Without VAT. */
  totalCost?: number;
  /** OCPI tariff objects. */
  tariffs?: readonly object[];
};

/** One CDR as text. */
export function ocpiCdr({ id, evse, ended, kwh, ...session }: SessionWords): string {
  const end = `${ended}:00Z`;
  const start = new Date(Date.parse(end) - 3_600_000).toISOString();
  return JSON.stringify({
    country_code: "GB",
    party_id: "TAY",
    id,
    start_date_time: start,
    end_date_time: end,
    cdr_token: {
      country_code: "GB",
      party_id: "TAY",
      uid: session.token ?? `T${id}`,
      type: session.tokenType ?? "RFID",
      contract_id: session.contractId ?? "",
    },
    auth_method: "WHITELIST",
    cdr_location: {
      id: "L",
      address: "Street 1",
      city: "Dundee",
      country: "GBR",
      coordinates: { latitude: "56.46", longitude: "-2.97" },
      evse_uid: evse,
      evse_id: `GB*TAY*E${evse}`,
      connector_id: "1",
      connector_standard: "IEC_62196_T2",
      connector_format: "SOCKET",
      connector_power_type: "AC_3_PHASE",
    },
    currency: "GBP",
    charging_periods: [{ start_date_time: start, dimensions: [{ type: "ENERGY", volume: kwh }] }],
    total_cost: { excl_vat: session.totalCost ?? 0 },
    tariffs: session.tariffs ?? [],
    total_energy: kwh,
    total_time: 1,
    last_updated: end,
    ...(session.credit ? { credit: true, credit_reference_id: session.credit } : {}),
  });
}
