import { UsersTable } from "@/components/access/users-table";
import { EventTimeline } from "@/components/audit/event-timeline";
import { Pager, pagerLinks, type Query } from "@/components/data-table";
import { readFilters, text } from "@/components/data-table/filters";
import type { Tx } from "@/db/client";
import { listAuditEvents } from "@/db/queries/audit";
import {
  type Company,
  childrenOf,
  findCompany,
  linksOfCompany,
  partiesOf,
  sitesOfCompany,
} from "@/db/queries/companies";
import { listPartnerDocuments } from "@/db/queries/partner-documents";
import { listReports } from "@/db/queries/reports";
import { listUsers } from "@/db/queries/users";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { staleDrafts } from "@/lib/settlement/preview-close.server";
import { CompanyChildren } from "./company-children";
import { CompanyContracts } from "./company-contracts";
import { CompanyFacts } from "./company-facts";
import { CompanySites } from "./company-sites";
import { PartnerDocuments } from "./partner-documents";
import { loadPartnerOverview, PartnerOverview } from "./partner-overview";
import { PartnerReports } from "./partner-reports";
import type { Tab } from "./tabs";

const place = { after: text, before: text };
const EVENTS = 50;
const REPORTS = 50;
const DOCUMENTS = 50;

type Asked = { viewer: Viewer; company: Company; query: Query };

/** One part of a partner's page; null is the overview. */
export async function PartnerTab({ tab, ...asked }: Asked & { tab: Tab | null }) {
  if (tab === "reports") return <Reports {...asked} />;
  if (tab === "users") return <Users {...asked} />;
  if (tab === "history") return <History {...asked} />;
  if (tab === "documents") return <Documents {...asked} />;
  if (tab === null) return <Overview {...asked} />;
  return <MasterData {...asked} tab={tab} />;
}

async function Overview({ viewer, company }: Asked) {
  const today = dateOf(Date.now(), await viewerZone(viewer));
  const overview = await readAs(viewer, (tx) => loadPartnerOverview(tx, company.id, today));
  return <PartnerOverview partner={company} overview={overview} mayWrite={isAllowed(viewer.role, "contracts:write")} />;
}

async function Reports({ viewer, company, query }: Asked) {
  const cursor = await readFilters(place, query);
  const { page, stale } = await readAs(viewer, async (tx, scope) => {
    const found = await listReports(tx, scope, { partnerIds: [company.id] }, { ...cursor, limit: REPORTS });
    return { page: found, stale: await staleDrafts(tx, found.rows) };
  });
  return (
    <>
      <PartnerReports rows={page.rows} stale={stale} />
      <Pager {...pagerLinks(query, page)} />
    </>
  );
}

async function Documents({ viewer, company, query }: Asked) {
  const cursor = await readFilters(place, query);
  const zone = await viewerZone(viewer);
  const page = await readAs(viewer, (tx, scope) =>
    listPartnerDocuments(tx, scope, company.id, { ...cursor, limit: DOCUMENTS }),
  );
  return (
    <>
      <PartnerDocuments rows={page.rows} partnerId={company.id} zone={zone} />
      <Pager {...pagerLinks(query, page)} />
    </>
  );
}

async function Users({ viewer, company }: Asked) {
  const zone = await viewerZone(viewer);
  const users = await readAs(viewer, (tx) => listUsers(tx, { kind: "partners", partnerIds: [company.id] }));
  return <UsersTable users={users} base="/settings/users" zone={zone} filtered={false} withCompany={false} />;
}

async function History({ viewer, company, query }: Asked) {
  const cursor = await readFilters(place, query);
  const zone = await viewerZone(viewer);
  const scope = { kind: "partners" as const, partnerIds: [company.id] };
  const page = await readAs(viewer, (tx) => listAuditEvents(tx, scope, {}, { ...cursor, limit: EVENTS }));
  return (
    <div className="max-w-3xl">
      <EventTimeline events={page.rows} zone={zone} />
      <Pager {...pagerLinks(query, page)} />
    </div>
  );
}

/** Who the company is, what it owns, what is agreed: all of it for a company that is no partner. */
export async function MasterData({ viewer, company, tab }: Asked & { tab: Tab | null }) {
  const found = await readAs(viewer, (tx) => loadMasterData(tx, company));
  const mayCreate = isAllowed(viewer.role, "contracts:write");
  if (tab === "sites") return <CompanySites sites={found.sites} />;
  if (tab === "contracts") {
    return <CompanyContracts companyId={company.id} contracts={found.links.contracts} mayCreate={mayCreate} />;
  }
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <CompanyFacts company={company} {...found} />
      <div className="flex flex-col gap-8">
        {!company.isPartner && <CompanySites sites={found.sites} />}
        <CompanyChildren companies={found.children} />
      </div>
    </div>
  );
}

async function loadMasterData(tx: Tx, company: Company) {
  return {
    parent: company.parentId === null ? null : await findCompany(tx, company.parentId),
    children: await childrenOf(tx, company.id),
    sites: await sitesOfCompany(tx, company.id, dateOf(Date.now(), "UTC")),
    links: await linksOfCompany(tx, company.id),
    parties: await partiesOf(tx, company.id),
  };
}
