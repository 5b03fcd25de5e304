/** What a person may say about a contract's extent: partner, organization, months and scope (D4). */
import { z } from "zod";
import { currency, id, month, optionalDate, optionalMonth, optionalText, requiredText } from "@/lib/input/fields";
import type { ContractScope } from "./scope";
import { CONTRACT_SCOPES } from "./scope-kinds";

const someIds = z
  .union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
  .default([])
  .transform((ids) => [...new Set(ids)]);

/** A whole number of months; empty: null. */
function months(lowest: number, most: number) {
  return optionalText(4)
    .transform((text) => (text === null ? null : Number(text)))
    .refine((count) => count === null || (Number.isInteger(count) && count >= lowest && count <= most), {
      message: "contracts.months",
    });
}

const extent = {
  name: requiredText(),
  scope: z.enum(CONTRACT_SCOPES),
  siteIds: someIds,
  evseIds: someIds,
  /** The last month in force; null: until ended. */
  endsIn: optionalMonth,
  /** It goes on by so many months unless notice is given; null: it ends. */
  renewalMonths: months(1, 120),
  noticeMonths: months(0, 36).transform((count) => count ?? 0),
  noticeGivenOn: optionalDate,
  externalReference: optionalText(100),
};

type Chosen = { scope: ContractScope["kind"]; siteIds: string[]; evseIds: string[] };

function namesItsScope({ scope, siteIds, evseIds }: Chosen): boolean {
  if (scope === "chosen_sites") return siteIds.length > 0;
  return scope === "all_sites" || evseIds.length > 0;
}
const nothingChosen = { path: ["scope"], message: "contracts.nothingChosen" };
const renewsWithoutEnd = { path: ["endsIn"], message: "contracts.renewalNeedsEnd" };
const renewsAnEnd = (value: { endsIn: string | null; renewalMonths: number | null }) =>
  value.renewalMonths === null || value.endsIn !== null;
const endBeforeStart = { path: ["endsIn"], message: "contracts.endBeforeStart" };

export const newContractInput = z
  .object({ partnerId: id, organizationId: id, currency, startsIn: month, ...extent })
  .refine(namesItsScope, nothingChosen)
  .refine(renewsAnEnd, renewsWithoutEnd)
  .refine((value) => value.endsIn === null || value.endsIn >= value.startsIn, endBeforeStart);

export const contractExtentInput = z
  .object(extent)
  .refine(namesItsScope, nothingChosen)
  .refine(renewsAnEnd, renewsWithoutEnd);

export type NewContractInput = z.output<typeof newContractInput>;
export type ContractExtentInput = z.output<typeof contractExtentInput>;
