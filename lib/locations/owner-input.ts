/** What a person may say about owners (B27). */
import { z } from "zod";
import { id, isoDate, optionalDate, optionalText } from "@/lib/input/fields";

const someIds = z
  .union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
  .default([])
  .transform((ids) => [...new Set(ids)]);

const days = {
  /** First day. */
  from: isoDate,
  /** Last day that is included; null: until further notice. */
  to: optionalDate,
  reason: optionalText(500),
};

function endsAfterStart(value: { from: string; to: string | null }): boolean {
  return value.to === null || value.to >= value.from;
}
const wrongEnd = { path: ["to"], message: "locations.endBeforeStart" };

function namesSomething(value: { evseIds: string[]; locationIds: string[] }): boolean {
  return value.evseIds.length + value.locationIds.length > 0;
}
const nothingNamed = { path: ["locationIds"], message: "locations.nothingChosen" };

/** A partner gets EVSEs, or all EVSEs of sites. */
export const assignOwnerInput = z
  .object({ partnerId: id, evseIds: someIds, locationIds: someIds, ...days })
  .refine(endsAfterStart, wrongEnd)
  .refine(namesSomething, nothingNamed);

/** Nobody owns the EVSEs from the day on. */
export const removeOwnerInput = z
  .object({ evseIds: someIds, locationIds: someIds, ...days })
  .refine(endsAfterStart, wrongEnd)
  .refine(namesSomething, nothingNamed);

/** One ownership gets other days or another partner. */
export const correctOwnerInput = z.object({ id, partnerId: id, ...days }).refine(endsAfterStart, wrongEnd);

export type AssignOwnerInput = z.output<typeof assignOwnerInput>;
export type RemoveOwnerInput = z.output<typeof removeOwnerInput>;
export type CorrectOwnerInput = z.output<typeof correctOwnerInput>;
