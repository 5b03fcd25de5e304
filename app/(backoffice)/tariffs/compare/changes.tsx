import { useTranslations } from "next-intl";
import { Count, Percent } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { BANDS, type Comparison } from "@/lib/tariffs/compare-tariffs";

type Row = { key: string; label: string; sessions: number };

/** How many sessions would be dearer, cheaper, or the same. */
export function Shares({ comparison }: { comparison: Comparison<unknown> }) {
  const t = useTranslations("trials.compareTariffs");
  const rows = [
    { key: "dearer", label: t("dearer"), sessions: comparison.dearer },
    { key: "cheaper", label: t("cheaper"), sessions: comparison.cheaper },
    { key: "same", label: t("unchanged"), sessions: comparison.same },
  ];
  return (
    <Section title={t("who")}>
      <Distribution label={t("who")} head={t("band")} rows={rows} counted={comparison.counted} />
    </Section>
  );
}

/** By how much, in bands of the first price. */
export function Bands({ comparison }: { comparison: Comparison<unknown> }) {
  const t = useTranslations("trials.compareTariffs");
  const rows = BANDS.map((band) => ({
    key: band,
    label: t(`bandWords.${band}`),
    sessions: comparison.bands[band],
  })).filter((row) => row.sessions > 0);
  return (
    <Section title={t("bands")}>
      <Distribution label={t("bands")} head={t("band")} rows={rows} counted={comparison.counted} />
    </Section>
  );
}

/** Rows of sessions, each with its share of all as a figure and a bar. */
function Distribution({
  label,
  head,
  rows,
  counted,
}: {
  label: string;
  head: string;
  rows: readonly Row[];
  counted: number;
}) {
  const t = useTranslations("trials.compareTariffs");
  const shareOf = (sessions: number) => (counted === 0 ? 0 : sessions / counted);
  return (
    <Table aria-label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{head}</TableHead>
          <TableHead align="end">{t("sessions")}</TableHead>
          <TableHead align="end">{t("share")}</TableHead>
          <TableHead className="w-2/5" aria-hidden />
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ key, label: name, sessions }) => (
          <TableRow key={key} data-band={key}>
            <TableCell>{name}</TableCell>
            <TableCell align="end">
              <Count value={sessions} />
            </TableCell>
            <TableCell align="end">
              <Percent basisPoints={Math.round(shareOf(sessions) * 1_000) * 10} />
            </TableCell>
            <TableCell aria-hidden>
              <span className="block h-3 rounded-xs bg-primary" style={{ width: `${shareOf(sessions) * 100}%` }} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
