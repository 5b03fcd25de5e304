import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "@/components/shell/page";
import type { Company, CompanyLinks, EmpParty } from "@/db/queries/companies";
import type { Messages } from "@/lib/i18n/messages";

type FieldKey = keyof Messages["companies"]["fields"];

/** Everything a company's master data say; what is not known says so. */
export function CompanyFacts({
  company,
  parent,
  links,
  parties,
}: {
  company: Company;
  parent: Company | null;
  links: CompanyLinks;
  parties: readonly EmpParty[];
}) {
  const t = useTranslations("companies");
  const locale = useLocale();
  const country = new Intl.DisplayNames([locale], { type: "region" }).of(company.country);
  const none = <span className="text-muted-foreground">–</span>;
  const fact = (key: FieldKey, value: ReactNode) => ({ key, label: t(`fields.${key}`), value: value || none });
  const address = [company.street, `${company.postalCode} ${company.city}`.trim(), country].filter(Boolean);
  const items = [
    fact("legalName", company.legalName),
    fact(
      "parent",
      parent && (
        <Link className="text-primary hover:underline" href={`/companies/${parent.id}`}>
          {parent.name}
        </Link>
      ),
    ),
    fact(
      "address",
      <address className="not-italic">
        {address.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </address>,
    ),
    fact("vatId", company.vatId),
    fact("taxNumber", company.taxNumber),
    fact("email", company.email),
    fact("phone", company.phone),
    fact("iban", company.iban?.replace(/(.{4})/g, "$1 ").trim()),
    fact("bic", company.bic),
    fact("bankName", company.bankName),
    fact(
      "locale",
      company.locale && (new Intl.DisplayNames([locale], { type: "language" }).of(company.locale) ?? company.locale),
    ),
    fact("reference", company.externalReference),
    fact("users", t("detail.users", { count: links.users })),
  ];
  const emp = [
    fact("roaming", company.roaming && t(`roaming.${company.roaming}`)),
    fact("parties", parties.map((party) => `${party.countryCode}-${party.partyId}`).join(", ")),
  ];
  const organizations = fact(
    "organizations",
    links.organizations.map(({ id, name }) => (
      <Link key={id} className="block text-primary hover:underline" href={`/organizations/${id}`}>
        {name}
      </Link>
    )),
  );
  return (
    <Facts
      items={[...items, ...(company.isEmp ? emp : []), ...(links.organizations.length > 0 ? [organizations] : [])]}
    />
  );
}
