import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { readFilters } from "@/components/data-table/filters";
import { pagerLinks, type Query } from "@/components/data-table/query";
import { Amount, Period } from "@/components/figures";
import { placeShape } from "@/components/record/filters";
import { PlainPager } from "@/components/record/plain-pager";
import { PageHeader } from "@/components/shell/page";
import { listReports } from "@/db/queries/reports";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";

const LIMIT = 24;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("reports.title") };
}

/** A partner's issued reports, the newest month first. */
export default async function PortalReportsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("portal:read");
  const t = await getTranslations("portal.reports");
  const query = await props.searchParams;
  const place = await readFilters(placeShape, query);
  const page = await readAs(viewer, (tx, scope) =>
    listReports(tx, scope, { state: "issued" }, { ...place, limit: LIMIT }),
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {page.rows.length === 0 && <p className="text-muted-foreground">{t("none")}</p>}
      <ul>
        {page.rows.map((report) => (
          <li key={report.id} className="border-b last:border-b-0">
            <Link
              href={`/portal/reports/${report.partnerId}/${report.id}` as Route}
              className="flex min-h-12 items-center justify-between gap-4 py-2 hover:bg-accent"
            >
              <span className="min-w-0">
                <span className="block font-medium">
                  <Period month={report.month} />
                </span>
                <span className="block truncate text-[0.8125rem] text-muted-foreground">
                  {report.number} · {report.parties.organization.name}
                </span>
              </span>
              <Amount value={report.balance} currency={report.currency} className="font-semibold" />
            </Link>
          </li>
        ))}
      </ul>
      <PlainPager {...pagerLinks(query, page)} />
    </>
  );
}
