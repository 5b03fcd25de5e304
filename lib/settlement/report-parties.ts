/** Who a report is between, as it was when the report was made; the report keeps it. */

export type Party = {
  name: string;
  legalName: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  vatId: string | null;
  taxNumber: string | null;
  email: string | null;
  phone: string | null;
  iban: string | null;
  bic: string | null;
  bankName: string | null;
};

/** The operator's organization issues, the partner receives; language and time zone are those of the document. */
export type ReportParties = {
  issuer: Party;
  partner: Party;
  organization: { name: string; timeZone: string };
  locale: string;
};

/** The lines of a postal address, the country by its name in `locale`; empty parts are left out. */
export function addressLines(
  party: Pick<Party, "street" | "postalCode" | "city" | "country">,
  locale: string,
): string[] {
  const place = `${party.postalCode} ${party.city}`.trim();
  const country = new Intl.DisplayNames([locale], { type: "region" }).of(party.country) ?? party.country;
  return [party.street, place, country].filter((line) => line !== "");
}
