/** A session as an OCPI 2.2.1 CDR with one charging period. */
export function ocpi(cdr: {
  id: string;
  evse: string;
  start: string;
  end: string;
  kwh: number;
  credit?: string;
  tokenType?: string;
  /** Whose card it was; a card of its own per session otherwise. */
  token?: string;
}) {
  return JSON.stringify({
    country_code: "GB",
    party_id: "TAY",
    id: cdr.id,
    start_date_time: cdr.start,
    end_date_time: cdr.end,
    cdr_token: {
      country_code: "GB",
      party_id: "TAY",
      uid: cdr.token ?? `T${cdr.id}`,
      type: cdr.tokenType ?? "AD_HOC_USER",
      contract_id: "",
    },
    auth_method: "WHITELIST",
    cdr_location: {
      id: "L",
      address: "Street 1",
      city: "Dundee",
      country: "GBR",
      coordinates: { latitude: "56.46", longitude: "-2.97" },
      evse_uid: cdr.evse,
      evse_id: `GB*TAY*E${cdr.evse}`,
      connector_id: "1",
      connector_standard: "IEC_62196_T2",
      connector_format: "SOCKET",
      connector_power_type: "AC_3_PHASE",
    },
    currency: "GBP",
    charging_periods: [{ start_date_time: cdr.start, dimensions: [{ type: "ENERGY", volume: cdr.kwh }] }],
    total_cost: { excl_vat: 0 },
    total_energy: cdr.kwh,
    total_time: (Date.parse(cdr.end) - Date.parse(cdr.start)) / 3_600_000,
    last_updated: cdr.end,
    ...(cdr.credit ? { credit: true, credit_reference_id: cdr.credit } : {}),
  });
}
