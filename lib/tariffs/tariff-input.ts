/** What a person may say about tariffs. The prices are an OCPI tariff object as JSON text, typed or made by the form. */
import { z } from "zod";
import { id, isoDate, optionalDate, optionalText, requiredText } from "@/lib/input/fields";
import { parseTariff, type Tariff, type TariffProblem } from "./tariff";

/** Far more than a tariff needs. */
const LONGEST_JSON = 200_000;
const json = z.string().max(LONGEST_JSON, "tariffs.tooLong");

export const newTariffInput = z.object({
  name: requiredText(),
  /** The first day of the first version. */
  validFrom: isoDate,
  json,
});

export const newVersionInput = z.object({ tariffId: id, validFrom: isoDate, json, reason: optionalText(500) });

const someIds = z
  .union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
  .default([])
  .transform((ids) => [...new Set(ids)]);

export const assignTariffInput = z
  .object({
    tariffId: id,
    locationIds: someIds.refine((ids) => ids.length > 0, "tariffs.noSites"),
    current: z
      .enum(["AC", "DC", ""])
      .optional()
      .transform((current) => current || null),
    from: isoDate,
    to: optionalDate,
    reason: optionalText(500),
  })
  .refine((value) => value.to === null || value.to >= value.from, { path: ["to"], message: "tariffs.endBeforeStart" });

export type NewTariffInput = z.output<typeof newTariffInput>;
export type NewVersionInput = z.output<typeof newVersionInput>;
export type AssignTariffInput = z.output<typeof assignTariffInput>;

/** What is wrong with JSON text that should be a tariff: `not_json` has no path. */
export type JsonProblem = TariffProblem | { path: ""; code: "not_json"; found: string };

/** What was saved, or everything that is wrong with the tariff object. */
export type SavedTariff = { id: string; version: number } | { problems: JsonProblem[] };

/** Reads a tariff from JSON text. An `id` may be left out: our own names it. */
export function readTariffJson(text: string): { ok: true; tariff: Tariff } | { ok: false; problems: JsonProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [{ path: "", code: "not_json", found: (error as Error).message }] };
  }
  const named = value !== null && typeof value === "object" && !("id" in value) ? { id: "-", ...value } : value;
  return parseTariff(named);
}
