import { getTranslations } from "next-intl/server";
import { DateTime, Duration } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Instant } from "@/lib/calendar/calendar";
import type { CdrPeriod } from "@/lib/cdrs/cdr";

/** More than anybody reads; the source's object holds them all. */
const MOST_SHOWN = 100;

/** The stretches that the source reported, each until the next begins (OCPI ChargingPeriod). */
export async function ChargingPeriods({
  periods,
  endAt,
  zone,
}: {
  periods: readonly CdrPeriod[];
  endAt: Instant;
  zone: string;
}) {
  const t = await getTranslations("cdrs.periods");
  if (periods.length === 0) return null;
  return (
    <Section title={t("title")} description={t("count", { count: periods.length })}>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("from")}</TableHead>
            <TableHead align="end">{t("duration")}</TableHead>
            <TableHead>{t("dimensions")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {periods.slice(0, MOST_SHOWN).map((period, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two periods may begin at one instant, and none ever moves
            <TableRow key={index}>
              <TableCell>
                <DateTime at={period.startAt} zone={zone} />
              </TableCell>
              <TableCell align="end">
                <Duration seconds={((periods[index + 1]?.startAt ?? endAt) - period.startAt) / 1000} />
              </TableCell>
              <TableCell>{period.dimensions.map(({ type, volume }) => `${type} ${volume}`).join(" · ")}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
