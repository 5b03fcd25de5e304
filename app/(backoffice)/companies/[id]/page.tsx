import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, StatusTabs } from "@/components/data-table";
import { oneOf, readFilters } from "@/components/data-table/filters";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Company, findCompany } from "@/db/queries/companies";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";
import { archive, restore } from "../actions";
import { MasterData, PartnerTab } from "./partner-tab";
import { TABS, type Tab, tabPermissions } from "./tabs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("title") };
}

/** Everything about a company; a partner's money, contracts, reports, people and history each under their tab (A35). */
export default async function CompanyPage(props: { params: Promise<{ id: string }>; searchParams: Promise<Query> }) {
  const viewer = await requireViewer("companies:read");
  const t = await getTranslations("companies");
  const { id } = await props.params;
  const query = await props.searchParams;
  if (!isUuid(id)) notFound();
  const company = await readAs(viewer, (tx) => findCompany(tx, id));
  if (!company) notFound();
  const tabs = TABS.filter((tab) => isPermitted(viewer, tab));
  const { tab } = await readFilters({ tab: oneOf(tabs) }, query);
  return (
    <Page>
      <PageHeader
        title={company.name}
        breadcrumbs={[{ label: t("title"), href: "/companies" }, { label: company.name }]}
        status={<Kinds company={company} />}
        actions={isAllowed(viewer.role, "companies:write") && <Actions company={company} />}
      />
      {company.archivedAt !== null && <Alert>{t("isArchived")}</Alert>}
      {company.isPartner ? (
        <>
          <StatusTabs
            param="tab"
            query={query}
            tabs={[
              { value: null, label: t("tabs.overview") },
              ...tabs.map((value) => ({ value, label: t(`tabs.${value}`) })),
            ]}
          />
          <PartnerTab tab={tab} viewer={viewer} company={company} query={query} />
        </>
      ) : (
        <MasterData tab={null} viewer={viewer} company={company} query={query} />
      )}
    </Page>
  );
}

function isPermitted(viewer: Viewer, tab: Tab): boolean {
  const permission = tabPermissions[tab];
  return permission === undefined || isAllowed(viewer.role, permission);
}

async function Kinds({ company }: { company: Company }) {
  const t = await getTranslations("companies");
  return (
    <>
      {company.isPartner && <Badge>{t("kind.partner")}</Badge>}
      {company.isEmp && <Badge>{t("kind.emp")}</Badge>}
      {company.isOwn && <Badge>{t("kind.own")}</Badge>}
      {company.isPerson && <Badge tone="outline">{t("kind.person")}</Badge>}
    </>
  );
}

async function Actions({ company }: { company: Company }) {
  const t = await getTranslations("companies");
  const fields = { id: company.id, version: String(company.version) };
  const isArchived = company.archivedAt !== null;
  const verb = isArchived ? t("restore.verb") : t("archive.verb");
  return (
    <>
      <ConfirmDialog
        trigger={<Button>{verb}</Button>}
        title={isArchived ? t("restore.title", { name: company.name }) : t("archive.title", { name: company.name })}
        consequences={
          isArchived ? [t("restore.consequence")] : [t("archive.lists"), t("archive.past"), t("archive.back")]
        }
        verb={verb}
        action={isArchived ? restore : archive}
        fields={fields}
      />
      <Button asChild variant="primary">
        <Link href={`/companies/${company.id}/edit`}>{t("editShort")}</Link>
      </Button>
    </>
  );
}
