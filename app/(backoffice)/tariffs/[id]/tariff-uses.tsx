import Link from "next/link";
import { useTranslations } from "next-intl";
import { BusinessDate, Count } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { TariffUse } from "@/db/queries/tariffs";
import { addDays, type IsoDate } from "@/lib/calendar/calendar";

/** Where a tariff is used and since when; what is over stands below and is quieter. */
export function TariffUses({ uses, today }: { uses: readonly TariffUse[]; today: IsoDate }) {
  const t = useTranslations("tariffs");
  if (uses.length === 0) return <p className="text-muted-foreground">{t("detail.noUses")}</p>;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("detail.site")}</TableHead>
          <TableHead>{t("detail.powerType")}</TableHead>
          <TableHead align="end">{t("fields.connectors")}</TableHead>
          <TableHead>{t("assign.from")}</TableHead>
          <TableHead>{t("assign.to")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {uses.map((use) => {
          const isOver = use.days.until !== null && use.days.until <= today;
          return (
            <TableRow
              key={`${use.locationId} ${use.current} ${use.days.from}`}
              className={isOver ? "text-muted-foreground" : undefined}
            >
              <TableCell>
                <Link className="font-medium hover:underline" href={`/locations/${use.locationId}`}>
                  {use.locationName}
                </Link>
              </TableCell>
              <TableCell>{use.current}</TableCell>
              <TableCell align="end">
                <Count value={use.connectors} />
              </TableCell>
              <TableCell>
                <BusinessDate date={use.days.from} />
              </TableCell>
              <TableCell>
                {use.days.until ? <BusinessDate date={addDays(use.days.until, -1)} /> : t("assign.open")}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
