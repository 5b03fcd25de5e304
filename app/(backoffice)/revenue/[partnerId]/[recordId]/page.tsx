import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WhyTitle } from "@/components/record/record-view";
import { Page, PageHeader } from "@/components/shell/page";
import type { RecordKey } from "@/db/queries/records";
import { requireViewer } from "@/lib/access/viewer.server";
import { loadRecord, RecordContent } from "../../record-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("record") };
}

export default async function RevenueRecordPage(props: { params: Promise<RecordKey> }) {
  const viewer = await requireViewer("records:read");
  const loaded = await loadRecord(viewer, await props.params);
  const t = await getTranslations("records");
  return (
    <Page width="reading">
      <PageHeader
        title={<WhyTitle record={loaded.record} />}
        breadcrumbs={[{ label: t("title"), href: "/revenue" }, { label: t("record") }]}
      />
      <RecordContent {...loaded} />
    </Page>
  );
}
