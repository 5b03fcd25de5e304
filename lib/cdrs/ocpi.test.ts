import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal } from "../money/amount";
import { readOcpiCdr, readOcpiText } from "./ocpi";

type Json = Record<string, unknown>;
const objects: Json[] = JSON.parse(readFileSync(new URL("./fixtures/cdrs.json", import.meta.url), "utf8")).data;
const SESSION = objects[0]!;

describe("readOcpiCdr", () => {
  it("[A8] reads every field of a session that settling needs", () => {
    expect(readOcpiCdr(SESSION)).toEqual({
      notes: [],
      ok: {
        cdrId: "S-1",
        kind: "session",
        creditReferenceId: null,
        startAt: Date.parse("2025-10-26T00:30:00Z"),
        endAt: Date.parse("2025-10-26T02:00:00Z"),
        energyKwh: 153_420n,
        chargingTimeSeconds: 3900,
        parkingTimeSeconds: 1500,
        countryCode: "DE",
        partyId: "WAT",
        sessionId: "17",
        authorizationReference: null,
        evse: {
          locationExternalId: "LOC1",
          locationName: "Hafen",
          evseUid: "3256",
          evseId: "DE*WAT*E1001",
          connectorId: "1",
          address: "Hafenstraße 1",
          postalCode: null,
          city: "Kiel",
          country: "DEU",
          latitude: "54.3233",
          longitude: "10.1228",
          powerType: "AC_3_PHASE",
          connectorStandard: "IEC_62196_T2",
          model: null,
        },
        token: {
          uid: "04A1",
          contractId: "DE-EMP-C1",
          type: "RFID",
          countryCode: "DE",
          partyId: "EMP",
          empName: null,
          driverReference: null,
        },
        authMethod: "WHITELIST",
        paidOnSpot: null,
        currency: "EUR",
        totalCost: 41_000n,
        totalCostInclVat: 48_790n,
        costs: { energy: 41_000n, time: null, parking: null, session: null, reservation: null },
        periods: [
          {
            startAt: Date.parse("2025-10-26T00:30:00Z"),
            dimensions: [
              { type: "ENERGY", volume: "15.342" },
              { type: "TIME", volume: "1.0833333333" },
            ],
            tariffId: "T1",
          },
          {
            startAt: Date.parse("2025-10-26T01:35:00Z"),
            dimensions: [{ type: "PARKING_TIME", volume: "0.4166666667" }],
            tariffId: null,
          },
        ],
        tariffs: [],
        remark: null,
      },
    });
  });

  it("reads a credit, negative and with the CDR that it takes back", () => {
    expect(readOcpiCdr(objects[1])).toMatchObject({
      ok: { kind: "credit", creditReferenceId: "S-1", energyKwh: -153_420n, totalCost: -41_000n },
    });
  });

  it.each([
    [objects[2], "no_end", "end_date_time"],
    [objects[3], "not_a_number", "charging_periods[0].dimensions[0].volume"],
    [{ ...SESSION, id: undefined }, "missing", "id"],
    [{ ...SESSION, total_energy: null }, "missing", "total_energy"],
    [{ ...SESSION, total_energy: 1e12 }, "out_of_range", "total_energy"],
    [{ ...SESSION, total_energy: "1e3" }, "not_a_number", "total_energy"],
    [{ ...SESSION, total_time: 99999 }, "out_of_range", "total_time"],
    [{ ...SESSION, credit: true }, "credit_without_reference", "credit_reference_id"],
    [{ ...SESSION, credit: "yes" }, "not_yes_or_no", "credit"],
    [{ ...SESSION, start_date_time: "2025-02-30T00:00:00Z" }, "not_a_date_time", "start_date_time"],
    [{ ...SESSION, start_date_time: "1925-10-26T00:00:00Z" }, "out_of_range", "start_date_time"],
    [{ ...SESSION, start_date_time: 5.5 }, "not_a_text", "start_date_time"],
    [{ ...SESSION, currency: "EURO" }, "not_a_currency", "currency"],
    [{ ...SESSION, cdr_token: "04A1" }, "not_an_object", "cdr_token"],
    [
      { ...SESSION, cdr_location: { coordinates: { latitude: "north" } } },
      "not_a_number",
      "cdr_location.coordinates.latitude",
    ],
    [{ ...SESSION, total_cost: { excl_vat: {} } }, "not_a_number", "total_cost.excl_vat"],
    [{ ...SESSION, tariffs: {} }, "not_a_list", "tariffs"],
    [{ ...SESSION, charging_periods: [null] }, "not_an_object", "charging_periods[0]"],
    [{ ...SESSION, remark: "x".repeat(501) }, "too_long", "remark"],
    [[], "not_an_object", ""],
  ])("[H6] rejects, %#: %s at %s", (json, code, field) => {
    expect(readOcpiCdr(json)).toMatchObject({ rejected: { code, field, severity: "reject" } });
  });

  it("takes a time without offset for UTC and obeys one with it", () => {
    const endAt = (end_date_time: string) => {
      const result = readOcpiCdr({ ...SESSION, end_date_time });
      return "ok" in result ? new Date(result.ok.endAt).toISOString() : result.rejected.code;
    };
    expect(endAt("2025-10-26T05:00:00.5")).toBe("2025-10-26T05:00:00.500Z");
    expect(endAt("2025-10-26T05:00:00+02:00")).toBe("2025-10-26T03:00:00.000Z");
  });

  it("keeps energy and cost of up to four decimals exactly", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.bigInt({ min: 0n, max: 10n ** 11n }), (energy, cost) => {
        const text = `{"id":"1","start_date_time":"2025-01-01T00:00:00Z","end_date_time":"2025-01-01T01:00:00Z","total_energy":${formatDecimal(energy)},"total_cost":{"excl_vat":${formatDecimal(cost)}}}`;
        expect(readOcpiText(text)).toMatchObject({ ok: { energyKwh: energy, totalCost: cost } });
      }),
    );
  });
});

describe("readOcpiText", () => {
  it("rejects what is no JSON, and a NUL that no database text can hold", () => {
    expect(readOcpiText('{"id": 1')).toMatchObject({ rejected: { code: "not_json" } });
    expect(readOcpiText('{"id": "a\\u0000b"}')).toMatchObject({ rejected: { code: "not_a_text" } });
  });
});
