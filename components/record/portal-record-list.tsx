import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, DateTime, Energy } from "@/components/figures";
import { CollectionStatus } from "./collection-status";
import type { RevenueRowView } from "./revenue-columns";

/** Sessions for a phone: when and where on the left, what the partner gets on the right. */
export function PortalRecordList({ rows }: { rows: readonly (RevenueRowView & { partnerId: string; id: string })[] }) {
  const t = useTranslations("records.origin");
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-b last:border-b-0">
          <Link
            href={`/portal/records/${row.partnerId}/${row.id}` as Route}
            prefetch={false}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2 hover:bg-accent"
          >
            <span className="min-w-0">
              <span className="block font-medium">
                <DateTime at={row.endedAt} zone={row.timeZone} />
              </span>
              <span className="block truncate text-[0.8125rem] text-muted-foreground">{whereOf(row, t)}</span>
              <span className="block truncate text-[0.8125rem] text-muted-foreground">
                {row.current !== null && <Energy kwh={row.energyKwh} />} {row.driver && `· ${row.driver}`}
              </span>
            </span>
            <span className="flex flex-col items-end gap-1">
              <Amount value={row.partnerShare} currency={row.currency} className="font-semibold" />
              <CollectionStatus state={row.state} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Site and charger, and what it is where it is no session; a month term has only that. */
function whereOf(row: RevenueRowView, t: ReturnType<typeof useTranslations<"records.origin">>): string {
  if (row.current === null) return t(row.origin);
  const place = `${row.locationName} · ${row.evseUid} · ${row.current}`;
  return row.origin === "session" ? place : `${place} · ${t(row.origin)}`;
}
