import { useLocale } from "next-intl";
import { Energy } from "@/components/figures";
import { formatLocale } from "@/lib/i18n/locale";
import { formatDecimal } from "@/lib/money/amount";
import type { ExpenseOrigin } from "@/lib/records/origins";

/** Whether an expense counts kilowatt-hours: its price comes from a tariff then, not from one unit price. */
export function isByEnergy({ origin }: { origin: ExpenseOrigin }): boolean {
  return origin === "session" || origin === "tax_reimbursement";
}

/** How much of something an expense is for: energy, or a plain number. */
export function ExpenseQuantity({ expense }: { expense: { origin: ExpenseOrigin; quantity: bigint } }) {
  return isByEnergy(expense) ? <Energy kwh={expense.quantity} /> : <Quantity value={expense.quantity} />;
}

/** A quantity without a unit: ten-thousandths, as many decimals as it has. */
export function Quantity({ value }: { value: bigint }) {
  const format = new Intl.NumberFormat(formatLocale(useLocale()), { maximumFractionDigits: 4 });
  const plain = formatDecimal(value) as Intl.StringNumericLiteral;
  return <span className="figures">{format.format(plain).replace("-", "−")}</span>;
}
