/** Which sessions a change of master data concerns (D9). */
import { z } from "zod";

const ids = z.array(z.uuid());

/**
 * Every CDR at these connectors and EVSEs, at EVSEs that these partners ever owned, and charged with these tokens or
 * with tokens that these companies issued, that ended on or after the day.
 */
export const recalculateInput = z.object({
  connectorIds: ids.optional(),
  evseIds: ids.optional(),
  partnerIds: ids.optional(),
  tokenIds: ids.optional(),
  issuerIds: ids.optional(),
  from: z.iso.date(),
  reason: z.string().nullish(),
  /** The preview that was confirmed by it. */
  previewId: z.uuid().optional(),
});
export type RecalculateInput = z.output<typeof recalculateInput>;

/** A local day begins at most fourteen hours before the same day in UTC. */
const EARLIEST_LOCAL_MS = 14 * 3_600_000;

/** The instant before which no session is concerned. */
export function sinceOf({ from }: Pick<RecalculateInput, "from">): number {
  return Date.parse(`${from}T00:00:00Z`) - EARLIEST_LOCAL_MS;
}

/** One that covers several. */
export function mergeInputs(inputs: readonly [RecalculateInput, ...RecalculateInput[]]): RecalculateInput {
  const all = (pick: (input: RecalculateInput) => readonly string[] | undefined) => [
    ...new Set(inputs.flatMap((input) => pick(input) ?? [])),
  ];
  return {
    connectorIds: all((input) => input.connectorIds),
    evseIds: all((input) => input.evseIds),
    partnerIds: all((input) => input.partnerIds),
    tokenIds: all((input) => input.tokenIds),
    issuerIds: all((input) => input.issuerIds),
    from: inputs.map((input) => input.from).sort()[0]!,
    reason: inputs.find((input) => input.reason)?.reason ?? null,
  };
}
