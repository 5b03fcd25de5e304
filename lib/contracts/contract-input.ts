/** What a person may say about a contract's extent: partner, organization, months and scope (D4). */
import { z } from "zod";
import { currency, id, month, optionalMonth, optionalText, requiredText } from "@/lib/input/fields";
import type { ContractScope } from "./scope";
import { CONTRACT_SCOPES } from "./scope-kinds";

const someIds = z
  .union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
  .default([])
  .transform((ids) => [...new Set(ids)]);

const extent = {
  name: requiredText(),
  scope: z.enum(CONTRACT_SCOPES),
  siteIds: someIds,
  evseIds: someIds,
  /** The last month in force; null: until ended. */
  endsIn: optionalMonth,
  externalReference: optionalText(100),
};

type Chosen = { scope: ContractScope["kind"]; siteIds: string[]; evseIds: string[] };

function namesItsScope({ scope, siteIds, evseIds }: Chosen): boolean {
  if (scope === "chosen_sites") return siteIds.length > 0;
  return scope === "all_sites" || evseIds.length > 0;
}
const nothingChosen = { path: ["scope"], message: "contracts.nothingChosen" };
const endBeforeStart = { path: ["endsIn"], message: "contracts.endBeforeStart" };

export const newContractInput = z
  .object({ partnerId: id, organizationId: id, currency, startsIn: month, ...extent })
  .refine(namesItsScope, nothingChosen)
  .refine((value) => value.endsIn === null || value.endsIn >= value.startsIn, endBeforeStart);

export const contractExtentInput = z.object(extent).refine(namesItsScope, nothingChosen);

export type NewContractInput = z.output<typeof newContractInput>;
export type ContractExtentInput = z.output<typeof contractExtentInput>;
