import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  type Company,
  childrenOf,
  findCompany,
  linksOfCompany,
  partiesOf,
  sitesOfCompany,
} from "@/db/queries/companies";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { archive, restore } from "../actions";
import { CompanyContracts } from "./company-contracts";
import { CompanyFacts } from "./company-facts";
import { CompanySites } from "./company-sites";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("title") };
}

export default async function CompanyPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("companies:read");
  const t = await getTranslations("companies");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const found = await readAs(viewer, async (tx) => {
    const company = await findCompany(tx, id);
    if (!company) return null;
    return {
      company,
      parent: company.parentId === null ? null : await findCompany(tx, company.parentId),
      children: await childrenOf(tx, id),
      sites: await sitesOfCompany(tx, id, dateOf(Date.now(), "UTC")),
      links: await linksOfCompany(tx, id),
      parties: await partiesOf(tx, id),
    };
  });
  if (!found) notFound();
  const { company, children, sites, links } = found;
  return (
    <Page>
      <PageHeader
        title={company.name}
        breadcrumbs={[{ label: t("title"), href: "/companies" }, { label: company.name }]}
        status={<Kinds company={company} />}
        actions={isAllowed(viewer.role, "companies:write") && <Actions company={company} />}
      />
      {company.archivedAt !== null && <Alert>{t("isArchived")}</Alert>}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Section title={t("detail.masterData")}>
          <CompanyFacts {...found} />
        </Section>
        <div className="flex flex-col gap-8">
          {company.isPartner && (
            <CompanyContracts
              companyId={id}
              contracts={links.contracts}
              mayCreate={isAllowed(viewer.role, "contracts:write")}
            />
          )}
          <CompanySites sites={sites} />
          {children.length > 0 && (
            <Section title={t("detail.children")}>
              <ul className="flex flex-col">
                {children.map((child) => (
                  <li key={child.id} className="border-b py-2 last:border-b-0">
                    <Link className="font-medium hover:underline" href={`/companies/${child.id}`}>
                      {child.name}
                    </Link>
                    <span className="text-muted-foreground">
                      {" "}
                      {[child.city, child.country].filter(Boolean).join(", ")}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
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
