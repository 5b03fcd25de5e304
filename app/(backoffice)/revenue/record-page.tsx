/** What both faces of a revenue record, page and sheet, load and show. */
import { notFound } from "next/navigation";
import { CollectDialog } from "@/components/record/collect-dialog";
import type { Payment } from "@/components/record/payments";
import { RecordView } from "@/components/record/record-view";
import { ReverseButton } from "@/components/record/reverse-button";
import { ClientMessages } from "@/components/shell/client-messages";
import {
  collectionsOfCdr,
  findPricing,
  findRevenueRecord,
  type RecordKey,
  type RevenueDetail,
  recordsOfSameCdr,
} from "@/db/queries/records";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { collect, reverse } from "./actions";

/** The record of an address, or `notFound()`. */
export async function loadRecord(viewer: Viewer, key: RecordKey) {
  if (!isUuid(key.partnerId) || !isUuid(key.recordId)) notFound();
  const loaded = await readAs(viewer, async (tx, scope) => {
    const record = await findRevenueRecord(tx, scope, key);
    if (!record) return null;
    const { partnerId, sourceId, cdrId } = record;
    const cdr = sourceId && cdrId ? { partnerId, sourceId, cdrId } : null;
    return {
      record,
      pricing: record.tariffVersionId ? await findPricing(tx, record.tariffVersionId) : null,
      payments: cdr ? await collectionsOfCdr(tx, cdr) : [],
      siblings: cdr ? await recordsOfSameCdr(tx, cdr, record.id) : [],
    };
  });
  if (!loaded) notFound();
  return { ...loaded, mayCollect: isAllowed(viewer.role, "records:collect") };
}

type Loaded = Awaited<ReturnType<typeof loadRecord>>;

export function RecordContent({ record, pricing, payments, siblings, mayCollect }: Loaded) {
  const today = dateOf(Date.now(), record.timeZone);
  const links = { base: "/revenue", ...linksOf(record), tariff: pricing && tariffLink(pricing) } as const;
  const collectButton = mayCollect && (
    <CollectDialog action={collect} ids={[`${record.partnerId}/${record.id}`]} today={today} />
  );
  const reverseButton = (payment: Payment) => (
    <ReverseButton
      action={reverse}
      partnerId={record.partnerId}
      payment={payment}
      currency={record.currency}
      today={today}
    />
  );
  return (
    <ClientMessages areas={["records"]}>
      <RecordView
        record={record}
        links={links}
        payments={payments}
        siblings={siblings}
        collect={collectButton}
        {...(mayCollect && { reverse: reverseButton })}
      />
    </ClientMessages>
  );
}

function linksOf({ partnerId, contractId, sourceId, cdrId, reportId }: RevenueDetail) {
  return {
    contract: contractId && `/contracts/${contractId}`,
    cdr: sourceId && cdrId ? `/cdrs/${sourceId}/${encodeURIComponent(cdrId)}` : null,
    report: reportId && `/reports/${partnerId}/${reportId}`,
  };
}

function tariffLink({ tariffId, ...pricing }: NonNullable<Loaded["pricing"]>) {
  return { ...pricing, href: `/tariffs/${tariffId}` };
}
