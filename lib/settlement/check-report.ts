/** What must be true of every settlement report before it is stored (D12, D13, D16). */
import { type Amount, absolute, minorUnitDigits, roundHalfUpToMinorUnit, SCALE, sum } from "@/lib/money/amount";
import { ReportError, type SettlementReport } from "./report";

/**
 * Adds a report up again.
 * @throws ReportError naming the first figure that is not what its lines say.
 */
export function checkReport(report: SettlementReport): void {
  checkLines(report);
  checkSums(report);
  checkBalance(report);
}

/** Lines are whole minor units and differ from their records by less than one. */
function checkLines({ currency, revenueLines, previousLines, expenseLines }: SettlementReport): void {
  const minorUnit = 10n ** BigInt(SCALE - minorUnitDigits(currency));
  for (const line of [...revenueLines, ...previousLines, ...expenseLines]) {
    for (const [figure, rounding] of Object.entries(line.rounding)) {
      if (absolute(rounding) >= minorUnit) throw new ReportError(`a line's ${figure} was rounded by ${rounding}`);
      const amount = (line as Record<string, unknown>)[figure] as Amount;
      if (roundHalfUpToMinorUnit(amount, currency) !== amount) {
        throw new ReportError(`a line's ${figure} of ${amount} is no whole number of minor units`);
      }
    }
  }
}

function checkSums({ revenueLines, previousLines, expenseLines, totals }: SettlementReport): void {
  const expected: [string, Amount, Amount][] = [
    ["revenue", totals.revenue, sum(revenueLines.map((line) => line.revenue))],
    ["partner share", totals.partnerShare, sum(revenueLines.map((line) => line.partnerShare))],
    ["shares", totals.partnerShare + totals.operatorShare, totals.revenue],
    ["collected and awaited", totals.collected + totals.awaited, totals.partnerShare],
    ["collected", totals.collected, sum(revenueLines.map((line) => line.collected))],
    ["collected for previous", totals.collectedForPrevious, sum(previousLines.map((line) => line.collected))],
    ["payable share", totals.payableShare, sum([...revenueLines, ...previousLines].map((line) => line.payable))],
    ["expenses", totals.expenses, sum(expenseLines.map((line) => line.amount))],
    ["expenses by origin", totals.expenses, sum(Object.values(totals.expensesByOrigin))],
  ];
  for (const [figure, stated, found] of expected) {
    if (stated !== found) throw new ReportError(`the report states ${figure} ${stated}, its lines give ${found}`);
  }
}

/** Either something is paid or something is carried over, never both, and together they are the balance. */
function checkBalance({ totals }: SettlementReport): void {
  const balance = totals.payableShare - totals.expenses + totals.carriedIn;
  if (totals.payable + totals.carriedOut !== balance) throw new ReportError("payable and carry-over miss the balance");
  if (totals.payable < 0n || totals.carriedOut > 0n) throw new ReportError("payable or carry-over has the wrong sign");
  if (totals.payable !== 0n && totals.carriedOut !== 0n) throw new ReportError("a balance is paid and carried over");
}
