/** What a settlement report says, in words of the catalogue `report`: the same on pages, in the PDF and in CSV files. */
import type { Month } from "@/lib/calendar/calendar";
import { formatAmount, formatMoney, formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { stepValues } from "@/lib/i18n/tell-waterfall";
import { type Amount, minorUnitDigits, sum } from "@/lib/money/amount";
import type { ReportParties } from "@/lib/settlement/report-parties";
import type { StoredLine, StoredSnapshot } from "@/lib/settlement/stored-report";

/** The catalogue: `useTranslations("report")`, or a translator made for a document's language. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** As much of a stored report as its words are made from. */
export type WordedReport = {
  number: string;
  month: Month;
  currency: string;
  state: "draft" | "issued";
  parties: ReportParties;
  snapshot: StoredSnapshot;
  payableShare: Amount;
  expenses: Amount;
  carriedIn: Amount;
  balance: Amount;
  lines: readonly StoredLine[];
};

/** How figures of one report are written. */
export type Writing = { words: Words; locale: Locale; currency: string };

/** The price component or term that a line is about. */
export function componentWords(line: Pick<StoredLine, "component">, words: Words): string {
  return line.component === null ? "" : words(`component.${line.component}`);
}

/** "Volume tier for October 2026, Retail parks": what a line of a month term is about. */
export function termTitle(line: StoredLine, { words, locale }: Writing): string {
  const contract = line.locationName ?? "";
  return words("terms.line", {
    term: componentWords(line, words),
    month: formatMonth(line.originMonth, locale),
    contract,
  });
}

/**
 * The arithmetic of a month term, in amounts as people read them: "revenue 2,234.56", "tier 2: 1,234.56 × 5 %"; empty
 * for every other line.
 */
export function termArithmetic(line: Pick<StoredLine, "steps">, { words, locale, currency }: Writing): string[] {
  return line.steps
    .filter((step) => step.kind !== "result" && step.key !== "minorUnit")
    .map((step) => {
      const values = stepValues(step.params, { translate: words, locale, currency });
      const money = (amount: string) => formatMoney(amount, currency, locale);
      const sign = step.amount.startsWith("-") ? "minus" : "plus";
      const size = money(step.amount.replace("-", ""));
      return words(`terms.step.${step.key}`, { ...values, amount: money(step.amount), size, sign });
    });
}

/** A month term in one line, for files. */
export function termWords(line: StoredLine, writing: Writing): string {
  return line.steps.length === 0 ? "" : `${termTitle(line, writing)}: ${termArithmetic(line, writing).join("; ")}`;
}

/** "3 DC chargers × 25.00", "Charging with your cards, 12 sessions". */
export function expenseWords(line: StoredLine, { words, locale, currency }: Writing): string {
  const { count, days, daysInMonth, reason, label } = line.params;
  const free = reason ?? label;
  if (line.origin === "manual" && typeof free === "string" && free !== "") return free;
  if (count === undefined || line.origin === "platform_fee") {
    return words(`expense.${line.origin}`, { count: line.records, month: formatMonth(line.originMonth, locale) });
  }
  const values = { count, price: formatAmount(line.unitPrice ?? 0n, currency, locale) };
  if (days === daysInMonth) return words(`expense.${line.origin}`, values);
  return words(`expense.${line.origin}InPart`, { ...values, days: Number(days), daysInMonth: Number(daysInMonth) });
}

/** The one figure to read first, with how it comes about. */
export function answerOf(report: WordedReport, { words, locale, currency }: Writing) {
  const money = (amount: Amount) => formatMoney(amount, currency, locale);
  const key = report.balance > 0n ? "payable" : report.balance < 0n ? "carriedOver" : "nothing";
  const parts = {
    share: money(report.payableShare),
    expenses: money(report.expenses),
    carried: money(report.carriedIn),
  };
  return {
    label: words(`answer.${key}`),
    amount: report.balance,
    context: words(report.carriedIn === 0n ? "answer.afterExpenses" : "answer.withCarryOver", parts),
  };
}

/** What happens next, sentence by sentence. */
export function nextSteps(report: WordedReport, { words, locale, currency }: Writing): string[] {
  const { partner, issuer } = report.parties;
  const money = (amount: Amount) => formatMoney(amount, currency, locale);
  const contact = issuer.email ?? issuer.phone;
  const closing = [...(contact ? [words("next.questions", { contact })] : []), words("next.notInvoice")];
  if (report.balance < 0n) return [words("next.carried", { amount: money(report.balance) }), ...closing];
  if (report.balance === 0n) return [words("next.nothing"), ...closing];
  const { legalName, iban } = partner;
  return [
    words("next.payable", { amount: money(report.balance), legalName }),
    iban ? words("next.account", { iban }) : words("next.noAccount", { legalName }),
    ...closing,
  ];
}

/** How the report is made: what revenue is, what its basis makes payable, how it was rounded. */
export function explanation(report: WordedReport, { words, locale, currency }: Writing): string[] {
  const revenue = report.lines.filter((line) => line.section === "revenue");
  const exact = sum(revenue.map((line) => line.exact));
  const difference = sum(revenue.map((line) => line.amount)) - exact;
  const unit = 10n ** BigInt(4 - minorUnitDigits(currency));
  const stored = (amount: Amount) => formatAmount(amount, currency, locale, { precision: "stored" });
  return [
    words("explain.revenue"),
    words(`explain.${report.snapshot.basis}`),
    words("explain.rounding", {
      unit: formatAmount(unit, currency, locale),
      currency,
      exact: stored(exact),
      difference: stored(difference),
    }),
    words("explain.late"),
  ];
}
