/**
 * A CSV file of payments (A17, A37): which CDR, how much, when, under which reference. The reference and the CDR make
 * a payment; brought in again it is known, with another amount or day it is refused.
 */
import { type Instant, type IsoDate, isDate } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { type CsvProblem, type CsvRow, type CsvTable, problem } from "@/lib/csv/table";
import { type Amount, absolute, formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import { isSamePayment, settlingAmount } from "./settling-amount";
import { isInFuture } from "./value-date";

export const PAYMENT_COLUMNS = ["source", "cdr_id", "amount", "currency", "value_date", "reference"] as const;
/** Source and currency may be left out: the one says which CDR where two sources use one id, the other is a check. */
export const PAYMENT_COLUMNS_NEEDED = ["cdr_id", "amount", "value_date", "reference"] as const;

/** As much of what is owed for a CDR as a payment is checked against. */
export type OwedCdr = {
  sourceId: string;
  sourceName: string;
  cdrId: string;
  currency: string;
  due: Amount;
  collected: Amount;
  payments: readonly { paymentKey: string; amount: Amount; valueDate: IsoDate }[];
};

export type PaymentRow = {
  row: CsvRow;
  sourceId: string;
  cdrId: string;
  currency: string;
  amount: Amount;
  valueDate: IsoDate;
  paymentKey: string;
};

export type ReadPayments = { good: PaymentRow[]; problems: CsvProblem[] };

/** Checks the rows of a file against what is owed; each row is good or has one problem, also that it is booked already. */
export function readPayments(table: CsvTable, owed: readonly OwedCdr[], now: Instant): ReadPayments {
  const byCdr = groupBy(owed, (cdr) => cdr.cdrId);
  const read: ReadPayments = { good: [], problems: [] };
  const seen = new Set<string>();
  const paid = new Map<string, Amount>();
  for (const row of table.rows) {
    const payment = readPayment(row, byCdr, now);
    const outcome = isProblem(payment) ? payment : place(row, payment, seen, paid);
    if (isProblem(outcome)) read.problems.push(outcome);
    else read.good.push(outcome);
  }
  return read;
}

type Read = { cdr: OwedCdr; payment: PaymentRow };

function isProblem(outcome: object): outcome is CsvProblem {
  return "code" in outcome;
}

/** What the row says by itself. */
function readPayment(row: CsvRow, byCdr: ReadonlyMap<string, OwedCdr[]>, now: Instant): Read | CsvProblem {
  const { values } = row;
  const wrong = (column: (typeof PAYMENT_COLUMNS)[number], code: string) =>
    problem(row.line, column, values[column] ?? null, code);
  const source = values.source ?? "";
  const found = (byCdr.get(values.cdr_id ?? "") ?? []).filter((cdr) => source === "" || cdr.sourceName === source);
  const [cdr] = found;
  if (!cdr) return wrong("cdr_id", "records.paymentUnknownCdr");
  if (found.length > 1) return wrong("source", "records.paymentWhichSource");
  const amount = readAmount(values.amount ?? "");
  if (amount === null || amount === 0n) return wrong("amount", "records.paymentAmount");
  const valueDate = readDay(values.value_date ?? "");
  if (valueDate === null) return wrong("value_date", "records.paymentDate");
  if (isInFuture(valueDate, now)) return wrong("value_date", "records.valueDateInFuture");
  if (!values.reference) return wrong("reference", "records.paymentReference");
  const { sourceId, cdrId, currency } = cdr;
  if (values.currency && values.currency.toUpperCase() !== currency)
    return wrong("currency", "records.paymentCurrency");
  return {
    cdr,
    payment: { row, sourceId, cdrId, currency, amount, valueDate, paymentKey: `csv ${values.reference}` },
  };
}

/** What the row is beside those before it and what is booked already. */
function place(
  row: CsvRow,
  { cdr, payment }: Read,
  seen: Set<string>,
  paid: Map<string, Amount>,
): PaymentRow | CsvProblem {
  const wrong = (column: string, code: string, params = {}) =>
    problem(row.line, column, row.values[column] ?? null, code, params);
  const key = `${cdr.sourceId} ${cdr.cdrId}`;
  if (seen.has(`${key} ${payment.paymentKey}`)) return wrong("reference", "records.paymentTwice");
  seen.add(`${key} ${payment.paymentKey}`);
  const booked = cdr.payments.find((known) => known.paymentKey === payment.paymentKey);
  if (booked) {
    const isAmount = isSamePayment(payment.amount, booked.amount, cdr.currency);
    const same = isAmount && booked.valueDate === payment.valueDate;
    return wrong("reference", same ? "records.paymentKnown" : "records.paymentConflict");
  }
  const missing = cdr.due - cdr.collected - (paid.get(key) ?? 0n);
  const amount = settlingAmount(payment.amount, missing, cdr.currency);
  if (amount > 0n !== missing > 0n || absolute(amount) > absolute(missing)) {
    return wrong("amount", "records.moreThanMissing", { missing: formatDecimal(missing), currency: cdr.currency });
  }
  paid.set(key, (paid.get(key) ?? 0n) + amount);
  return { ...payment, amount };
}

/**
 * A plain decimal with point or comma. Three digits behind the sign may be thousands or decimals: that is refused
 * rather than guessed.
 */
function readAmount(text: string): Amount | null {
  if (!/^-?\d{1,12}([.,](\d{1,2}|\d{4}))?$/.test(text)) return null;
  return parseDecimalExact(text.replace(",", "."));
}

/** `YYYY-MM-DD` or `DD.MM.YYYY`. */
function readDay(text: string): IsoDate | null {
  const german = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(text);
  const day = german ? `${german[3]}-${german[2]!.padStart(2, "0")}-${german[1]!.padStart(2, "0")}` : text;
  return isDate(day) ? day : null;
}
