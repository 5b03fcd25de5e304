import { useTranslations } from "next-intl";
import { Amount, Count, Period } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ChangeLine, ChangeSums } from "@/lib/records/change-sums";

const SHARES = ["revenue", "operatorShare", "partnerShare"] as const;
type Names = ReadonlyMap<string, string>;

/** Sums before and after by partner, period and currency; what corrects issued months stands apart (D9). */
export function ChangeTables({
  sums,
  names,
  isPreview,
  isDone,
}: {
  sums: ChangeSums;
  names: Names;
  isPreview: boolean;
  isDone: boolean;
}) {
  const t = useTranslations("recalculations");
  const of = (kind: ChangeLine["kind"]) =>
    sorted(
      sums.lines.filter((line) => line.kind === kind),
      names,
    );
  const [replaced, differences] = [of("replaced"), of("difference")];
  if (sums.lines.length === 0) return isDone ? <Empty title={t("noChange")}>{t("noChangeText")}</Empty> : null;
  return (
    <>
      {replaced.length > 0 && (
        <Section title={t("open")} description={t(isPreview ? "openPreview" : "openDone")}>
          <Lines lines={replaced} names={names} />
        </Section>
      )}
      {differences.length > 0 && (
        <Section title={t("differences")} description={t("differencesText")}>
          <Lines lines={differences} names={names} withOrigin />
        </Section>
      )}
    </>
  );
}

function sorted(lines: readonly ChangeLine[], names: Names): ChangeLine[] {
  const key = (line: ChangeLine) =>
    `${names.get(line.partnerId)} ${line.currency} ${line.periodMonth} ${line.originMonth}`;
  return [...lines].sort((a, b) => key(a).localeCompare(key(b)));
}

function Lines({
  lines,
  names,
  withOrigin = false,
}: {
  lines: readonly ChangeLine[];
  names: Names;
  withOrigin?: boolean;
}) {
  const t = useTranslations("recalculations");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("partner")}</TableHead>
          <TableHead>{t("organization")}</TableHead>
          <TableHead>{t("period")}</TableHead>
          {withOrigin && <TableHead>{t("origin")}</TableHead>}
          <TableHead align="end">{t("records")}</TableHead>
          {SHARES.map((share) => (
            <TableHead key={share} align="end">
              {t(share)}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow
            key={`${line.partnerId} ${line.organizationId} ${line.currency} ${line.periodMonth} ${line.originMonth}`}
          >
            <TableCell className="font-medium">{names.get(line.partnerId)}</TableCell>
            <TableCell className="text-muted-foreground">{names.get(line.organizationId)}</TableCell>
            <TableCell>
              <Period month={line.periodMonth} style="short" />
            </TableCell>
            {withOrigin && (
              <TableCell>
                <Period month={line.originMonth} style="short" />
              </TableCell>
            )}
            <TableCell align="end">
              <Count value={line.records} />
            </TableCell>
            {SHARES.map((share) => (
              <TableCell key={share} align="end">
                <BeforeAfter before={line.before[share]} after={line.after[share]} currency={line.currency} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function BeforeAfter({ before, after, currency }: { before: bigint; after: bigint; currency: string }) {
  const t = useTranslations("recalculations");
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-1.5">
      {before !== after && (
        <>
          <Amount value={before} currency={currency} showCurrency={false} muted />
          <span aria-hidden className="text-muted-foreground">
            →
          </span>
          <span className="sr-only">{t("becomes")}</span>
        </>
      )}
      <Amount value={after} currency={currency} />
    </span>
  );
}
