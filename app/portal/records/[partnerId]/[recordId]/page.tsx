import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecordView, WhyTitle } from "@/components/record/record-view";
import { PageHeader } from "@/components/shell/page";
import type { Tx } from "@/db/client";
import { collectionsOfCdr, findRevenueRecord, type RecordKey, recordsOfSameCdr } from "@/db/queries/records";
import { readAs } from "@/lib/access/read.server";
import type { Scope } from "@/lib/access/scope";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("record") };
}

/** One session with its waterfall; another company's record is not found. */
export default async function PortalRecordPage(props: { params: Promise<RecordKey> }) {
  const viewer = await requireViewer("portal:read");
  const key = await props.params;
  const known = isUuid(key.partnerId) && isUuid(key.recordId);
  const loaded = known && (await readAs(viewer, (tx, scope) => load(tx, scope, key)));
  if (!loaded) notFound();
  const { record, payments, siblings } = loaded;
  const t = await getTranslations("portal.records");
  const origin = await getTranslations("records.origin");
  const report = record.reportId && `/portal/reports/${record.partnerId}/${record.reportId}`;
  return (
    <>
      <PageHeader
        title={<WhyTitle record={record} />}
        breadcrumbs={[
          { label: t("back"), href: "/portal/records" },
          { label: record.locationName || origin(record.origin) },
        ]}
      />
      <RecordView
        record={record}
        links={{ base: "/portal/records", contract: null, cdr: null, tariff: null, report }}
        payments={payments}
        siblings={siblings}
      />
    </>
  );
}

async function load(tx: Tx, scope: Scope, key: RecordKey) {
  const record = await findRevenueRecord(tx, scope, key);
  if (!record) return null;
  const { partnerId, sourceId, cdrId } = record;
  const cdr = sourceId && cdrId ? { partnerId, sourceId, cdrId } : null;
  return {
    record,
    payments: cdr ? await collectionsOfCdr(tx, cdr) : [],
    siblings: cdr ? await recordsOfSameCdr(tx, cdr, record.id) : [],
  };
}
