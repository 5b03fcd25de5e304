/** What a person may say about an invoice organization (D3). */
import { z } from "zod";
import { country, currency, id, requiredText, timeZone } from "@/lib/input/fields";

export const organizationInput = z.object({
  companyId: id,
  name: requiredText(),
  currency,
  timeZone,
  locale: requiredText(10),
  /** Day of the following month before which nothing of a month is issued (D8). */
  cutOffDay: z.coerce.number().int().min(1, "organizations.cutOffDay").max(28, "organizations.cutOffDay"),
  countries: z
    .union([z.array(country), country.transform((code) => [code])])
    .default([])
    .transform((codes) => [...new Set(codes)].sort()),
});

export type OrganizationInput = z.output<typeof organizationInput>;
