import { useTranslations } from "next-intl";
import { DateTime, Duration, Energy } from "@/components/figures";
import { Facts } from "@/components/shell/page";
import { flatten } from "@/lib/cdrs/content-differences";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";

const INSTANTS: readonly string[] = ["startAt", "endAt"];
const SECONDS: readonly string[] = ["chargingTimeSeconds", "parkingTimeSeconds"];
/** Shown in tables of their own, where they are shown. */
const LISTS: readonly string[] = ["periods", "tariffs"];

/** What the source said, field by field; what it left out is left out here. */
export function ContentFacts({ content, zone }: { content: StoredCdr; zone: string }) {
  const t = useTranslations("cdrs");
  const items = [...flatten(content)]
    .filter(([field]) => !LISTS.includes(field))
    .map(([field, value]) => ({
      key: field,
      label: contentLabel(t, field),
      value: <ContentValue field={field} value={value} zone={zone} />,
    }));
  return <Facts items={items} />;
}

/** The name of a content's field: `evse.connectorId` → "Connector". */
export function contentLabel(t: ReturnType<typeof useTranslations<"cdrs">>, field: string): string {
  const key = `content.${field}` as "content.startAt";
  return t.has(key) ? t(key) : field;
}

/** A value of the content as people write it. */
export function ContentValue({ field, value, zone }: { field: string; value: string | null; zone: string }) {
  const t = useTranslations();
  if (value === null) return "–";
  if (field === "kind") return t(`cdrs.kinds.${value as "session"}`);
  if (value === "true" || value === "false") return t(`common.states.${value === "true" ? "yes" : "no"}`);
  if (INSTANTS.includes(field)) return <DateTime at={Number(value)} zone={zone} showZone />;
  if (SECONDS.includes(field)) return <Duration seconds={Number(value)} />;
  if (field === "energyKwh") return <Energy kwh={value} decimals={4} />;
  return <span className="break-words">{value}</span>;
}
