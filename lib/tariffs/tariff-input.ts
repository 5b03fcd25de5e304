/** What a person may say about tariffs. The costs are OCPI tariff objects as JSON text, typed or made by the form. */
import { z } from "zod";
import { id, isoDate, optionalDate, optionalId, optionalText, requiredText } from "@/lib/input/fields";
import { unstorablePath } from "./storable-json";
import { parseTariff, type Tariff, type TariffProblem } from "./tariff";

export const TARIFF_KINDS = ["charge_point_rate", "community", "emp_sales"] as const;
export type TariffKind = (typeof TARIFF_KINDS)[number];
/** The kinds that a connector has, one of each a day. */
export const CONNECTOR_KINDS = ["charge_point_rate", "community"] as const;

/** Far more than a tariff needs. */
const LONGEST_JSON = 200_000;
const MOST_CONFIGURATIONS = 200;
/** Empty: the tariff has no such cost. */
const json = z.string().trim().max(LONGEST_JSON, "tariffs.tooLong").default("");

/** One that names nothing, or has no cost, is refused when the costs are read (`readCosts`). */
const configuration = z.object({
  issuerId: optionalId,
  ownerId: optionalId,
  evseId: optionalId,
  connectorStandard: optionalText(40),
  json,
  purchaseJson: json,
});

const costs = {
  /** The sales cost. */
  json,
  purchaseJson: json,
  configurations: z.array(configuration).max(MOST_CONFIGURATIONS, "tariffs.tooManyConfigurations").default([]),
};

export const newTariffInput = z.object({
  name: requiredText(),
  kind: z.enum(TARIFF_KINDS).default("charge_point_rate"),
  /** The first day of the first version. */
  validFrom: isoDate,
  ...costs,
});

export const newVersionInput = z.object({ tariffId: id, validFrom: isoDate, ...costs, reason: optionalText(500) });

const someIds = z
  .union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
  .default([])
  .transform((ids) => [...new Set(ids)]);

const place = {
  locationIds: someIds,
  /** Single charge points, beside the sites. */
  evseIds: someIds,
  connectorIds: someIds,
  current: z
    .enum(["AC", "DC", ""])
    .optional()
    .transform((current) => current || null),
};
const days = { from: isoDate, to: optionalDate, reason: optionalText(500) };

type Days = { from: string; to: string | null };
const inOrder = ({ from, to }: Days) => to === null || to >= from;
const outOfOrder = { path: ["to"], message: "tariffs.endBeforeStart" };
type Places = Record<"locationIds" | "evseIds" | "connectorIds", readonly string[]>;
const somewhere = ({ locationIds, evseIds, connectorIds }: Places) =>
  locationIds.length + evseIds.length + connectorIds.length > 0;
const nowhere = { path: ["locationIds"], message: "tariffs.noSites" };

export const assignTariffInput = z
  .object({ tariffId: id, ...place, ...days })
  .refine(somewhere, nowhere)
  .refine(inOrder, outOfOrder);

export const withdrawTariffInput = z
  .object({
    kind: z.enum(CONNECTOR_KINDS),
    /** Only where it is this one; null: whichever they have. */
    tariffId: optionalId,
    ...place,
    ...days,
  })
  .refine(somewhere, nowhere)
  .refine(inOrder, outOfOrder);

export const assignSalesTariffInput = z
  .object({
    /** Null: none on these days. */
    tariffId: optionalId,
    tokenIds: someIds,
    /** Companies that issue tokens: EMPs, partners, our own. */
    companyIds: someIds,
    ...days,
  })
  .refine(({ tokenIds, companyIds }) => tokenIds.length + companyIds.length > 0, {
    path: ["tokenIds"],
    message: "tariffs.noHolders",
  })
  .refine(inOrder, outOfOrder);

export type NewTariffInput = z.output<typeof newTariffInput>;
export type NewVersionInput = z.output<typeof newVersionInput>;
export type CostsInput = Pick<NewTariffInput, "json" | "purchaseJson" | "configurations">;
export type AssignTariffInput = z.output<typeof assignTariffInput>;
export type WithdrawTariffInput = z.output<typeof withdrawTariffInput>;
export type AssignSalesTariffInput = z.output<typeof assignSalesTariffInput>;

/** What is wrong with JSON text that should be a tariff: `not_json` has no path. */
export type JsonProblem = TariffProblem | { path: ""; code: "not_json"; found: string };

/** A problem, and in which object it is: the version's, or that of a price configuration (counted from 0). */
export type CostProblem = JsonProblem & { cost: "sales" | "purchase"; configuration: number | null };

/** What was saved, or everything that is wrong with the tariff objects. */
export type SavedTariff = { id: string; version: number } | { problems: CostProblem[] };

/** Reads a tariff from JSON text. An `id` may be left out: our own names it. */
export function readTariffJson(text: string): { ok: true; tariff: Tariff } | { ok: false; problems: JsonProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [{ path: "", code: "not_json", found: (error as Error).message }] };
  }
  const path = unstorablePath(value);
  if (path !== null) return { ok: false, problems: [{ path, code: "not_storable", found: "" }] };
  const named = value !== null && typeof value === "object" && !("id" in value) ? { id: "-", ...value } : value;
  return parseTariff(named);
}
