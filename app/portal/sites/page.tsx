import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SiteShares } from "@/components/record/site-shares";
import { PageHeader } from "@/components/shell/page";
import { sitesWithShares } from "@/db/queries/portal";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { formatMonth } from "@/lib/i18n/format";
import { monthSoFar } from "@/lib/records/month-so-far";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("sites.title") };
}

export default async function PortalSitesPage() {
  const viewer = await requireViewer("portal:read");
  const t = await getTranslations("portal.sites");
  const today = dateOf(Date.now(), await viewerZone(viewer));
  const days = monthSoFar(today);
  const sites = await readAs(viewer, (tx, scope) => sitesWithShares(tx, scope, days, today));
  const month = formatMonth(days.month, await getLocale());
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { month })} />
      <SiteShares sites={sites} detailed />
    </>
  );
}
