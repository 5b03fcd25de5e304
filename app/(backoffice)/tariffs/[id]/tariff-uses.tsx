import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BusinessDate, Count } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { usesOfSalesTariff } from "@/db/queries/sales-tariffs";
import type { ConnectorTariffKind, TariffUse } from "@/db/queries/tariffs";
import { addDays, type IsoDate } from "@/lib/calendar/calendar";
import { EndAssignment } from "../assign/end-assignment";

type SalesUse = Awaited<ReturnType<typeof usesOfSalesTariff>>[number];
type Days = TariffUse["days"];
type Shared = { today: IsoDate; mayWrite: boolean };

const lastDay = ({ until }: Days) => (until === null ? null : addDays(until, -1));
const isOver = ({ until }: Days, today: IsoDate) => until !== null && until <= today;

/** At which sites a tariff is used, by how many connectors and since when; what is over is quieter. */
export function ConnectorUses({
  uses,
  tariffId,
  kind,
  ...shared
}: Shared & { uses: readonly TariffUse[]; tariffId: string; kind: ConnectorTariffKind }) {
  const t = useTranslations("tariffs.detail");
  const fields = useTranslations("tariffs.fields");
  if (uses.length === 0) return <p className="text-muted-foreground">{t("noUses")}</p>;
  return (
    <UsesTable
      head={
        <>
          <TableHead>{t("site")}</TableHead>
          <TableHead>{t("powerType")}</TableHead>
          <TableHead align="end">{fields("connectors")}</TableHead>
        </>
      }
    >
      {uses.map((use) => (
        <Use
          key={`${use.locationId} ${use.current} ${use.days.from}`}
          days={use.days}
          {...shared}
          end={
            <EndAssignment
              of="connectors"
              who={`${use.locationName}, ${use.current}`}
              from={use.days.from}
              last={lastDay(use.days)}
              today={shared.today}
            >
              <input type="hidden" name="tariffId" value={tariffId} />
              <input type="hidden" name="kind" value={kind} />
              {use.connectorIds.map((connectorId) => (
                <input key={connectorId} type="hidden" name="connectorIds[]" value={connectorId} />
              ))}
            </EndAssignment>
          }
        >
          <TableCell>
            <Link className="font-medium hover:underline" href={`/locations/${use.locationId}`}>
              {use.locationName}
            </Link>
          </TableCell>
          <TableCell>{use.current}</TableCell>
          <TableCell align="end">
            <Count value={use.connectorIds.length} />
          </TableCell>
        </Use>
      ))}
    </UsesTable>
  );
}

/** Which tokens have an EMP sales tariff, and which companies for all of theirs. */
export function SalesUses({ uses, ...shared }: Shared & { uses: readonly SalesUse[] }) {
  const t = useTranslations("tariffs.detail");
  if (uses.length === 0) return <p className="text-muted-foreground">{t("noHolders")}</p>;
  return (
    <UsesTable
      head={
        <>
          <TableHead>{t("holder")}</TableHead>
          <TableHead>{t("holderKind")}</TableHead>
        </>
      }
    >
      {uses.map(({ tokenId, companyId, name, days }) => (
        <Use
          key={`${tokenId} ${companyId} ${days.from}`}
          days={days}
          {...shared}
          end={
            <EndAssignment of="holders" who={name} from={days.from} last={lastDay(days)} today={shared.today}>
              {tokenId && <input type="hidden" name="tokenIds[]" value={tokenId} />}
              {companyId && <input type="hidden" name="companyIds[]" value={companyId} />}
            </EndAssignment>
          }
        >
          <TableCell>
            <Link
              className="font-medium hover:underline"
              href={tokenId ? `/tokens/${tokenId}` : `/companies/${companyId}`}
            >
              {name}
            </Link>
          </TableCell>
          <TableCell>{t(tokenId ? "token" : "company")}</TableCell>
        </Use>
      ))}
    </UsesTable>
  );
}

function UsesTable({ head, children }: { head: ReactNode; children: ReactNode }) {
  const t = useTranslations("tariffs.assign");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          {head}
          <TableHead>{t("from")}</TableHead>
          <TableHead>{t("to")}</TableHead>
          <TableHead>
            <span className="sr-only">{t("end")}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

function Use({ days, today, mayWrite, end, children }: Shared & { days: Days; end: ReactNode; children: ReactNode }) {
  const t = useTranslations("tariffs.assign");
  const last = lastDay(days);
  return (
    <TableRow className={cn(isOver(days, today) && "text-muted-foreground")}>
      {children}
      <TableCell>
        <BusinessDate date={days.from} />
      </TableCell>
      <TableCell>{last ? <BusinessDate date={last} /> : t("open")}</TableCell>
      <TableCell align="end">{mayWrite && !isOver(days, today) && end}</TableCell>
    </TableRow>
  );
}
