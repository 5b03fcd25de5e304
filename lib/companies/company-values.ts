/** A company as its form is filled. */
export type CompanyValues = {
  id: string;
  version: number;
  name: string;
  legalName: string;
  isPerson: boolean;
  isPartner: boolean;
  isEmp: boolean;
  isOwn: boolean;
  parentId: string | null;
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
  locale: string | null;
  externalReference: string | null;
  roaming: "hub" | "bilateral" | null;
  /** "DE-ABC, NL-XYZ" */
  parties: string;
};
