import { useTranslations } from "next-intl";
import { Count } from "@/components/figures";
import { Alert } from "@/components/ui/alert";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CsvProblem, CsvReport } from "@/lib/csv/table";
import { messageKeyOf } from "@/lib/errors/user-error";

/** Problems beyond this many are counted, not listed. */
const LISTED = 200;

/** What a file would do or has done: the counts, the first good rows, and each problem with its line and remedy. */
export function CsvReportView({ report }: { report: CsvReport }) {
  const t = useTranslations("csv");
  const bad = report.rows - report.good;
  const counts = { rows: report.rows, good: report.good, bad };
  return (
    <>
      <Alert tone={report.imported ? "success" : bad > 0 || report.problems.length > 0 ? "warning" : "info"}>
        {report.imported ? t("imported", counts) : t("found", counts)}
      </Alert>
      {report.problems.length > 0 && <Problems problems={report.problems} />}
      {!report.imported && report.sample.length > 0 && <Sample rows={report.sample} />}
    </>
  );
}

function Problems({ problems }: { problems: readonly CsvProblem[] }) {
  const t = useTranslations("csv");
  const words = useTranslations();
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-semibold">{t("problems")}</h2>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead align="end">{t("line")}</TableHead>
            <TableHead>{t("column")}</TableHead>
            <TableHead>{t("value")}</TableHead>
            <TableHead>{t("reason")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {problems.slice(0, LISTED).map((problem) => (
            <TableRow key={`${problem.line} ${problem.column} ${problem.code}`}>
              <TableCell align="end">
                <Count value={problem.line} />
              </TableCell>
              <TableCell>
                <code>{problem.column}</code>
              </TableCell>
              <TableCell className="max-w-48 truncate">{problem.value}</TableCell>
              <TableCell>
                {words(messageKeyOf(problem.code) as "common.errors.invalid", problem.params as never)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {problems.length > LISTED && (
        <p className="text-muted-foreground">{t("more", { count: problems.length - LISTED })}</p>
      )}
    </section>
  );
}

function Sample({ rows }: { rows: readonly Record<string, string>[] }) {
  const t = useTranslations("csv");
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== ""));
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-semibold">{t("sample")}</h2>
      <Table>
        <TableHeader>
          <TableRow>
            {columns.map((column) => (
              <TableHead key={column}>
                <code>{column}</code>
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={JSON.stringify(row)}>
              {columns.map((column) => (
                <TableCell key={column} className="whitespace-nowrap">
                  {row[column]}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
