import { getTranslations } from "next-intl/server";
import { withoutMarker } from "@/components/record/intercepted";
import { WhyTitle } from "@/components/record/record-view";
import { RouteSheet } from "@/components/shell/route-sheet";
import type { RecordKey } from "@/db/queries/records";
import { requireViewer } from "@/lib/access/viewer.server";
import { loadRecord, RecordContent } from "../../../record-page";

/** A record opened from the list, as a sheet over it. */
export default async function RevenueRecordSheet(props: { params: Promise<RecordKey> }) {
  const viewer = await requireViewer("records:read");
  const loaded = await loadRecord(viewer, withoutMarker(await props.params));
  const t = await getTranslations("records");
  return (
    <RouteSheet title={<WhyTitle record={loaded.record} />} description={t("record")}>
      <RecordContent {...loaded} />
    </RouteSheet>
  );
}
