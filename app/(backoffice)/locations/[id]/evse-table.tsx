import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { BusinessDate } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Connector, EvseWithConnectors } from "@/db/queries/locations";
import type { OwnershipRow } from "@/db/queries/owners";
import type { TariffSince } from "@/db/queries/tariffs";
import type { IsoDate } from "@/lib/calendar/calendar";
import { formatPower } from "@/lib/i18n/format";

type Tariffs = ReadonlyMap<string, { rate: TariffSince | null; community: TariffSince | null }>;

/** The EVSEs of a site: who owns each today, its connectors, and the tariff each connector has today. */
export function EvseTable({
  locationId,
  evses,
  history,
  tariffs,
  today,
  mayWrite,
}: {
  locationId: string;
  evses: readonly EvseWithConnectors[];
  history: readonly OwnershipRow[];
  tariffs: Tariffs;
  today: IsoDate;
  mayWrite: boolean;
}) {
  const t = useTranslations("locations");
  if (evses.length === 0) return <Empty title={t("detail.noEvses")}>{t("detail.noEvsesText")}</Empty>;
  const owner = (evseId: string) =>
    history.find(
      ({ evseId: owned, days }) => owned === evseId && days.from <= today && (!days.until || today < days.until),
    );
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("fields.uid")}</TableHead>
          <TableHead>{t("fields.owner")}</TableHead>
          <TableHead>{t("fields.model")}</TableHead>
          <TableHead>{t("detail.connectors")}</TableHead>
          <TableHead>{t("detail.tariff")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {evses.map((evse) => (
          <TableRow key={evse.id} className="align-top">
            <TableCell className="font-medium">
              {mayWrite ? (
                <Link className="hover:underline" href={`/locations/${locationId}/evses/${evse.id}`}>
                  {evse.uid}
                </Link>
              ) : (
                evse.uid
              )}
              {evse.evseId && <span className="block font-normal text-muted-foreground text-xs">{evse.evseId}</span>}
            </TableCell>
            <TableCell>{owner(evse.id)?.partnerName ?? <Badge tone="warning">{t("detail.noOwner")}</Badge>}</TableCell>
            <TableCell className="text-muted-foreground">{evse.model}</TableCell>
            <TableCell>
              {evse.connectors.map((connector) => (
                <ConnectorLine key={connector.id} connector={connector} />
              ))}
            </TableCell>
            <TableCell>
              {evse.connectors.map((connector) => (
                <TariffLine key={connector.id} {...tariffs.get(connector.id)} />
              ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ConnectorLine({ connector }: { connector: Connector }) {
  const locale = useLocale();
  const { connectorId, current, maxPowerWatts, standard } = connector;
  const power = maxPowerWatts === null ? null : formatPower((maxPowerWatts / 1000).toFixed(1), locale);
  return (
    <div className="whitespace-nowrap">
      {connectorId}: {[current, power, standard].filter(Boolean).join(" · ")}
    </div>
  );
}

/** The charge point rate of a connector, and beside it the COMMUNITY tariff chosen there. */
function TariffLine({ rate = null, community = null }: { rate?: TariffSince | null; community?: TariffSince | null }) {
  const t = useTranslations("locations");
  return (
    <div className="whitespace-nowrap">
      {rate ? <TariffName tariff={rate} /> : <span className="text-warning">{t("detail.noTariff")}</span>}
      {community && (
        <>
          {" · "}
          <span className="text-muted-foreground">COMMUNITY</span> <TariffName tariff={community} />
        </>
      )}
    </div>
  );
}

function TariffName({ tariff }: { tariff: TariffSince }) {
  const t = useTranslations("locations");
  return (
    <>
      <Link className="text-primary hover:underline" href={`/tariffs/${tariff.tariffId}`}>
        {tariff.name}
      </Link>{" "}
      <span className="text-muted-foreground">
        {t.rich("detail.since", { date: () => <BusinessDate date={tariff.since} /> })}
      </span>
    </>
  );
}
