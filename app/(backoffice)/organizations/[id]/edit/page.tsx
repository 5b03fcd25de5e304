import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { TimeZoneList } from "@/components/ui/time-zone-list";
import { companyOptions } from "@/db/queries/companies";
import { findOrganization } from "@/db/queries/organizations";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { communityDiscountsOf, discountOn } from "@/lib/companies/community-discount";
import { isUuid } from "@/lib/input/fields";
import { localeOptions } from "@/lib/input/locale-options.server";
import { edit } from "../../actions";
import { OrganizationForm } from "../../organization-form";

export default async function EditOrganizationPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("organizations:write");
  const t = await getTranslations("organizations");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { organization, companies } = await readAs(viewer, async (tx) => ({
    organization: await findOrganization(tx, id),
    companies: await companyOptions(tx, "own"),
  }));
  if (!organization) notFound();
  const discounts = communityDiscountsOf(organization.settings);
  const today = dateOf(Date.now(), organization.timeZone);
  return (
    <Page width="reading">
      <PageHeader
        title={organization.name}
        breadcrumbs={[
          { label: t("title"), href: "/organizations" },
          { label: organization.name, href: `/organizations/${id}` },
          { label: t("edit") },
        ]}
      />
      <ClientMessages areas={["organizations"]}>
        <OrganizationForm
          action={edit}
          organization={{ ...organization, communityDiscount: discountOn(discounts, today) }}
          companies={companies}
          locales={localeOptions()}
        />
      </ClientMessages>
      <TimeZoneList />
    </Page>
  );
}
