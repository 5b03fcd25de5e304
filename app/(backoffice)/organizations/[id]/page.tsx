import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Facts, Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { findOrganization } from "@/db/queries/organizations";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { communityDiscountsOf } from "@/lib/companies/community-discount";
import { formatDate, formatList, formatPercent } from "@/lib/i18n/format";
import { languageName } from "@/lib/i18n/locale";
import { isUuid } from "@/lib/input/fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizations"))("title") };
}

export default async function OrganizationPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("organizations:read");
  const t = await getTranslations("organizations");
  const locale = await getLocale();
  const { id } = await props.params;
  const organization = isUuid(id) ? await readAs(viewer, (tx) => findOrganization(tx, id)) : null;
  if (!organization) notFound();
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const company = (
    <Link className="text-primary hover:underline" href={`/companies/${organization.companyId}`}>
      {organization.companyName}
    </Link>
  );
  const discounts = communityDiscountsOf(organization.settings);
  const countries = organization.countries.map((code) => names.of(code) ?? code);
  return (
    <Page width="reading">
      <PageHeader
        title={organization.name}
        breadcrumbs={[{ label: t("title"), href: "/organizations" }, { label: organization.name }]}
        actions={
          isAllowed(viewer.role, "organizations:write") && (
            <Button asChild variant="primary">
              <Link href={`/organizations/${id}/edit`}>{t("edit")}</Link>
            </Button>
          )
        }
      />
      {countries.length === 0 && <Alert tone="warning">{t("noCountries")}</Alert>}
      <Facts
        items={[
          { key: "company", label: t("fields.company"), value: company },
          { key: "countries", label: t("fields.countries"), value: formatList(countries, locale) || "–" },
          { key: "currency", label: t("fields.currency"), value: organization.currency },
          { key: "timeZone", label: t("fields.timeZone"), value: organization.timeZone },
          { key: "locale", label: t("fields.locale"), value: languageName(organization.locale) },
          { key: "cutOffDay", label: t("fields.cutOffDay"), value: t("cutOff", { day: organization.cutOffDay }) },
          {
            key: "communityDiscount",
            label: t("fields.communityDiscount"),
            value: discounts.map((discount) => (
              <div key={discount.from}>
                {t("communityDiscount", {
                  percent: formatPercent(discount.basisPoints, locale),
                  date: formatDate(discount.from, locale),
                })}
              </div>
            )),
          },
        ]}
      />
    </Page>
  );
}
