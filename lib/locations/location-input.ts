/** What a person may say about a location, an EVSE and its connectors (OCPI Locations). */
import { z } from "zod";
import { country, optionalText, plainText, requiredText, timeZone } from "@/lib/input/fields";

/** OCPI PowerType. */
export const POWER_TYPES = ["AC_1_PHASE", "AC_2_PHASE", "AC_2_PHASE_SPLIT", "AC_3_PHASE", "DC"] as const;
export type PowerType = (typeof POWER_TYPES)[number];

/** OCPI ConnectorType, the usual ones. */
export const STANDARDS = [
  "IEC_62196_T1",
  "IEC_62196_T1_COMBO",
  "IEC_62196_T2",
  "IEC_62196_T2_COMBO",
  "CHADEMO",
  "TESLA_S",
  "DOMESTIC_F",
  "DOMESTIC_G",
] as const;

/** OCPI tells AC and DC by the power type. */
export function currentOf(powerType: PowerType): "AC" | "DC" {
  return powerType === "DC" ? "DC" : "AC";
}

function coordinate(limit: number) {
  return optionalText(20)
    .transform((text) => text?.replace(",", ".") ?? null)
    .refine(
      (text) => text === null || (/^-?\d{1,3}(\.\d{1,6})?\d*$/.test(text) && Math.abs(Number(text)) <= limit),
      "locations.coordinate",
    );
}

/** Kilowatts as a person writes them → whole watts; empty: null. */
export const powerKw = optionalText(10).transform((text, context) => {
  if (text === null) return null;
  const match = /^(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(text);
  if (match) return Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"));
  context.issues.push({ code: "custom", message: "locations.powerKw", input: text });
  return z.NEVER;
});

export const locationInput = z.object({
  /** Left out, it is the name. */
  externalId: plainText(100),
  name: requiredText(),
  address: plainText(),
  postalCode: plainText(20),
  city: plainText(),
  country,
  timeZone,
  latitude: coordinate(90),
  longitude: coordinate(180),
});
export type LocationInput = z.output<typeof locationInput>;

export const connectorInput = z.object({
  connectorId: requiredText(36),
  powerType: z.enum(POWER_TYPES),
  standard: optionalText(50),
  maxPowerWatts: powerKw,
});
export type ConnectorInput = z.output<typeof connectorInput>;

export const evseInput = z.object({
  uid: requiredText(100),
  evseId: optionalText(48),
  model: optionalText(),
  connectors: z
    .array(connectorInput)
    .min(1, "locations.noConnector")
    .refine((rows) => new Set(rows.map((row) => row.connectorId)).size === rows.length, "locations.connectorTwice"),
});
export type EvseInput = z.output<typeof evseInput>;

/** AC or DC, as the name of a charger's model tells: Rapid, DC, CCS, CHAdeMO, or 50 kW and more. */
export function guessCurrent(model: string | null): "AC" | "DC" {
  if (model === null) return "AC";
  if (/rapid|ultra|\bdc\b|ccs|combo|chademo/i.test(model)) return "DC";
  const power = /(\d+)\s*kw/i.exec(model)?.[1];
  return power !== undefined && Number(power) >= 50 ? "DC" : "AC";
}

/** EVSEs that files name: which to create, where they stand if the file does not say, and which of them are DC. */
export const unknownEvsesInput = z
  .object({
    uids: z
      .union([z.array(z.string()), z.string().transform((uid) => [uid])])
      .default([])
      .refine((uids) => uids.length > 0, "locations.nothingChosen"),
    dc: z.union([z.array(z.string()), z.string().transform((uid) => [uid])]).default([]),
    country,
    timeZone,
  })
  .transform(({ uids, dc, ...place }) => ({
    uids,
    ...place,
    currents: Object.fromEntries(uids.map((uid) => [uid, dc.includes(uid) ? ("DC" as const) : ("AC" as const)])),
  }));

/** A location as its form is filled. */
export type LocationValues = {
  id: string;
  version: number;
  externalId: string;
  name: string;
  address: string;
  postalCode: string;
  city: string;
  country: string;
  timeZone: string;
  latitude: string | null;
  longitude: string | null;
};

/** A connector and an EVSE as their form is filled. */
export type ConnectorValues = {
  connectorId: string;
  powerType: string;
  standard: string | null;
  maxPowerWatts: number | null;
};
export type EvseValues = {
  id: string;
  uid: string;
  evseId: string | null;
  model: string | null;
  connectors: readonly ConnectorValues[];
};
