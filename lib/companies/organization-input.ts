/** What a person may say about an invoice organization (D3). */
import { z } from "zod";
import { country, currency, id, optionalDate, optionalPercent, requiredText, timeZone } from "@/lib/input/fields";

export const organizationInput = z.object({
  companyId: id,
  name: requiredText(),
  currency,
  timeZone,
  locale: requiredText(10),
  /** Day of the following month before which nothing of a month is issued (D8). */
  cutOffDay: z.coerce.number().int().min(1, "organizations.cutOffDay").max(28, "organizations.cutOffDay"),
  /** Codes, as a list or separated by commas or spaces. */
  countries: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((codes) => (typeof codes === "string" ? codes.split(/[\s,;]+/).filter(Boolean) : codes))
    .pipe(z.array(country))
    .transform((codes) => [...new Set(codes)].sort()),
  /** Taken off COMMUNITY prices (B19–B22), in basis points; null: 0. */
  communityDiscount: optionalPercent.transform((basisPoints) => basisPoints ?? 0),
  /** The first day of a discount that is another than before. */
  communityDiscountFrom: optionalDate,
});

export type OrganizationInput = z.output<typeof organizationInput>;

/** An organization as its form is filled. */
export type OrganizationValues = Omit<OrganizationInput, "communityDiscountFrom"> & { id: string; version: number };
