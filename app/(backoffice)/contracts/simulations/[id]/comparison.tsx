import { useTranslations } from "next-intl";
import { Amount, Count } from "@/components/figures";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import {
  type MonthSide,
  operatorNet,
  partnerNet,
  SIDES,
  type Simulation,
  shareOfMonth,
  totalOf,
} from "@/lib/contracts/simulation";

/** The rows from the revenue to what each gets; a row that is 0 on both sides says nothing and is left out. */
const ROWS: readonly { key: RowKey; of: (side: MonthSide) => bigint; isSum?: boolean }[] = [
  { key: "revenue", of: (side) => side.revenue, isSum: true },
  { key: "share", of: (side) => side.share },
  { key: "tier", of: (side) => side.tier },
  { key: "cap", of: (side) => side.cap },
  { key: "guarantee", of: (side) => side.guarantee },
  { key: "monthShare", of: shareOfMonth, isSum: true },
  { key: "fees", of: (side) => -side.fees },
  { key: "partnerNet", of: partnerNet, isSum: true },
  { key: "further", of: (side) => side.further },
  { key: "operatorNet", of: operatorNet, isSum: true },
];
type RowKey =
  | "revenue"
  | "share"
  | "tier"
  | "cap"
  | "guarantee"
  | "monthShare"
  | "fees"
  | "partnerNet"
  | "further"
  | "operatorNet";

/** Present and proposed side by side over all months, with the difference. */
export function Comparison({ result, currency }: { result: Simulation; currency: string }) {
  const t = useTranslations("contracts.simulation");
  const [present, proposed] = SIDES.map((side) => totalOf(result.months, side)) as [MonthSide, MonthSide];
  const rows = ROWS.filter(({ of, isSum }) => isSum || of(present) !== 0n || of(proposed) !== 0n);
  return (
    <div className="flex flex-col gap-3">
      <Table>
        <caption className="sr-only">{t("comparison")}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{t.rich("sessions", { count: () => <Count key="count" value={result.sessions} /> })}</TableHead>
            <TableHead align="end">{t("present")}</TableHead>
            <TableHead align="end">{t("proposed")}</TableHead>
            <TableHead align="end">{t("difference")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ key, of, isSum }) => (
            <TableRow key={key} className={cn(isSum && "font-semibold")}>
              <TableCell>{t(`rows.${key}`)}</TableCell>
              <TableCell align="end">
                <Amount value={of(present)} currency={currency} />
              </TableCell>
              <TableCell align="end">
                <Amount value={of(proposed)} currency={currency} />
              </TableCell>
              <TableCell align="end">
                <Amount signed value={of(proposed) - of(present)} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Remarks result={result} />
    </div>
  );
}

/** What a reader of the sums should know: sessions that a side does not divide, floors, and losses of the operator. */
function Remarks({ result }: { result: Simulation }) {
  const t = useTranslations("contracts.simulation");
  const remarks = (["undivided", "floored", "operatorNegative"] as const).flatMap((kind) =>
    SIDES.flatMap((side) =>
      result[kind][side] > 0 ? [t(`remarks.${kind}`, { side: t(side), count: result[kind][side] })] : [],
    ),
  );
  if (remarks.length === 0) return null;
  return (
    <Alert>
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </Alert>
  );
}
