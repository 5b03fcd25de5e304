import Link from "next/link";
import { useTranslations } from "next-intl";
import { BusinessDate } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Connector, EvseWithConnectors } from "@/db/queries/locations";
import type { OwnershipRow } from "@/db/queries/owners";
import type { IsoDate } from "@/lib/calendar/calendar";

type Tariffs = ReadonlyMap<string, { tariffId: string; name: string; since: IsoDate }>;

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
                <TariffLine key={connector.id} tariff={tariffs.get(connector.id)} />
              ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ConnectorLine({ connector }: { connector: Connector }) {
  const { connectorId, current, maxPowerWatts, standard } = connector;
  const power = maxPowerWatts === null ? null : `${maxPowerWatts / 1000} kW`;
  return (
    <div className="whitespace-nowrap">
      {connectorId}: {[current, power, standard].filter(Boolean).join(" · ")}
    </div>
  );
}

function TariffLine({ tariff }: { tariff: { tariffId: string; name: string; since: IsoDate } | undefined }) {
  const t = useTranslations("locations");
  if (!tariff) return <div className="text-warning">{t("detail.noTariff")}</div>;
  return (
    <div className="whitespace-nowrap">
      <Link className="text-primary hover:underline" href={`/tariffs/${tariff.tariffId}`}>
        {tariff.name}
      </Link>{" "}
      <span className="text-muted-foreground">
        {t.rich("detail.since", { date: () => <BusinessDate date={tariff.since} /> })}
      </span>
    </div>
  );
}
