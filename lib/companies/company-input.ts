/** What a person may say about a company, checked and brought into one form. */
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from "ibantools";
import { z } from "zod";
import { checkbox, country, optionalId, optionalText, plainText, requiredText } from "@/lib/input/fields";
import { isVatId, normalizeVatId } from "./vat-id";

const PARTY = /^([A-Z]{2})[\s*-]?([A-Z0-9]{3})$/;

const iban = optionalText(50)
  .transform((text) => (text === null ? null : (electronicFormatIBAN(text) ?? "")))
  .refine((text) => text === null || isValidIBAN(text), "companies.iban");

const bic = optionalText(20)
  .transform((text) => text?.replace(/\s/g, "").toUpperCase() ?? null)
  .refine((text) => text === null || isValidBIC(text), "companies.bic");

const email = optionalText(320).refine((text) => text === null || z.email().safeParse(text).success, "companies.email");

/** "DE ABC, NL-XYZ": country code and party id of OCPI, separated by commas or lines. */
const parties = plainText(2_000).transform((text, context) => {
  const items = text
    .toUpperCase()
    .split(/[,;\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
  const read = [...new Set(items)].map((item) => PARTY.exec(item));
  if (read.some((match) => match === null)) {
    context.issues.push({ code: "custom", message: "companies.parties", input: text });
    return z.NEVER;
  }
  return read.map((match) => ({ countryCode: match![1]!, partyId: match![2]! }));
});

const fields = z.object({
  name: requiredText(),
  legalName: plainText(),
  isPerson: checkbox,
  isPartner: checkbox,
  isEmp: checkbox,
  isOwn: checkbox,
  parentId: optionalId,
  street: plainText(),
  postalCode: plainText(20),
  city: plainText(),
  country,
  vatId: optionalText(30).transform((text) => (text === null ? null : normalizeVatId(text))),
  taxNumber: optionalText(50),
  email,
  phone: optionalText(50),
  iban,
  bic,
  bankName: optionalText(),
  locale: optionalText(10),
  externalReference: optionalText(100),
  roaming: z
    .enum(["hub", "bilateral", ""])
    .nullish()
    .transform((kind) => kind || null),
  parties,
});

/** Whether a company without a kind, or an EMP without one of its ways of roaming, makes sense: it does not. */
export const companyInput = fields
  .check((context) => {
    const { value } = context;
    const fault = (path: string, message: string) =>
      context.issues.push({ code: "custom", path: [path], message, input: value });
    if (!value.isPartner && !value.isEmp && !value.isOwn) fault("isPartner", "companies.noKind");
    if (value.vatId !== null && !isVatId(value.vatId, value.country)) fault("vatId", "companies.vatId");
    if (value.isEmp && value.roaming === null) fault("roaming", "companies.roaming");
  })
  .transform((value) => ({
    ...value,
    legalName: value.legalName || value.name,
    roaming: value.isEmp ? value.roaming : null,
    parties: value.isEmp ? value.parties : [],
  }));

export type CompanyInput = z.output<typeof companyInput>;
