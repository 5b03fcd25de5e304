import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Amount, Energy } from "@/components/figures";

/** A site and what it earned, as `sitesWithShares` gives it. */
export type SiteShare = {
  locationId: string;
  name: string;
  city: string;
  chargers: number;
  sums: readonly { currency: string; partnerShare: bigint; records: number; energyKwh: bigint }[];
};

/** Sites with their chargers and the month's share; `detailed` adds sessions and energy. */
export function SiteShares({ sites, detailed = false }: { sites: readonly SiteShare[]; detailed?: boolean }) {
  const t = useTranslations("portal.sites");
  if (sites.length === 0) return <p className="text-muted-foreground">{t("none")}</p>;
  return (
    <ul>
      {sites.map((site) => (
        <li key={site.locationId} className="border-b last:border-b-0">
          <Link
            href={`/portal/records?site=${site.locationId}` as Route}
            className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2 hover:bg-accent"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium">{site.name}</span>
              <span className="block text-[0.8125rem] text-muted-foreground">
                {[site.city, t("chargers", { count: site.chargers })].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className="flex flex-col items-end">
              {site.sums.map((sum) => (
                <span key={sum.currency} className="flex flex-col items-end">
                  <Amount value={sum.partnerShare} currency={sum.currency} />
                  {detailed && (
                    <span className="text-[0.8125rem] text-muted-foreground">
                      {t("sessions", { count: sum.records })} · <Energy kwh={sum.energyKwh} decimals={0} />
                    </span>
                  )}
                </span>
              ))}
              {site.sums.length === 0 && <span className="text-muted-foreground">–</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
