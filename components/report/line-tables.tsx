import type { Route } from "next";
import Link from "next/link";
import { Amount, Count, Energy, Percent, Period } from "@/components/figures";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { paramOf } from "@/lib/documents/report-tables";
import { componentWords, expenseWords, termArithmetic, type Words, type Writing } from "@/lib/documents/report-words";
import { sum } from "@/lib/money/amount";
import type { StoredLine } from "@/lib/settlement/stored-report";

type Lines = { lines: readonly StoredLine[]; writing: Writing };

/** What a phone has no room for; the summary and the PDF tell it. */
const ON_WIDE_SCREENS = "max-sm:hidden print:table-cell";

/** Revenue and share by site, component and VAT rate (A23). */
export function RevenueTable({
  lines,
  writing,
  byCollection,
  recordsHref,
}: Lines & { byCollection: boolean; recordsHref?: ((line: StoredLine) => string) | undefined }) {
  const { words, currency } = writing;
  if (lines.length === 0) return <Nothing text={words("lines.none")} />;
  const money = (value: bigint) => <Amount value={value} currency={currency} showCurrency={false} />;
  const last = (line: StoredLine) => paramOf(line, byCollection ? "payable" : "collected");
  const total = (value: (line: StoredLine) => bigint) => money(sum(lines.map(value)));
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{words("lines.site")}</TableHead>
          <TableHead>{words("lines.component")}</TableHead>
          <TableHead align="end" className={ON_WIDE_SCREENS}>
            {words("lines.vat")}
          </TableHead>
          <TableHead align="end" className={ON_WIDE_SCREENS}>
            {words("lines.quantity")}
          </TableHead>
          <TableHead align="end">{words("lines.revenue")}</TableHead>
          <TableHead align="end">{words("lines.share")}</TableHead>
          <TableHead align="end">{words(byCollection ? "lines.payable" : "lines.collected")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.n}>
            <TableCell>
              <SiteName line={line} words={words} href={recordsHref} />
            </TableCell>
            <TableCell>
              {componentWords(line, words)}
              <TermSteps line={line} writing={writing} />
            </TableCell>
            <TableCell align="end" className={ON_WIDE_SCREENS}>
              <VatRate line={line} words={words} />
            </TableCell>
            <TableCell align="end" className={ON_WIDE_SCREENS}>
              {line.component === "energy" && <Energy kwh={line.quantity} />}
            </TableCell>
            <TableCell align="end">{money(line.revenue)}</TableCell>
            <TableCell align="end">{money(line.amount)}</TableCell>
            <TableCell align="end">{money(last(line))}</TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell colSpan={2}>{words("lines.total")}</TableCell>
          <TableCell className={ON_WIDE_SCREENS} />
          <TableCell align="end" className={ON_WIDE_SCREENS}>
            <Energy kwh={sum(lines.map((line) => line.quantity))} />
          </TableCell>
          <TableCell align="end">{total((line) => line.revenue)}</TableCell>
          <TableCell align="end">{total((line) => line.amount)}</TableCell>
          <TableCell align="end">{total(last)}</TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  );
}

/** Every fee with its count ("3 DC chargers × 25.00"), and what else the partner owes (A24). */
export function ExpenseTable({ lines, writing }: Lines) {
  const { words, currency } = writing;
  if (lines.length === 0) return <Nothing text={words("expenses.none")} />;
  const money = (value: bigint) => <Amount value={value} currency={currency} showCurrency={false} />;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{words("expenses.description")}</TableHead>
          <TableHead align="end">{words("expenses.amount")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.n}>
            <TableCell>{expenseWords(line, writing)}</TableCell>
            <TableCell align="end">{money(line.amount)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell>{words("expenses.total")}</TableCell>
          <TableCell align="end">{money(sum(lines.map((line) => line.amount)))}</TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  );
}

/** Earned in earlier months, collected in this one (A25). */
export function PreviousTable({ lines, writing }: Lines) {
  const { words, currency } = writing;
  if (lines.length === 0) return <Nothing text={words("previous.none")} />;
  const money = (value: bigint) => <Amount value={value} currency={currency} showCurrency={false} />;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{words("previous.period")}</TableHead>
          <TableHead>{words("lines.site")}</TableHead>
          <TableHead>{words("lines.component")}</TableHead>
          <TableHead align="end" className={ON_WIDE_SCREENS}>
            {words("lines.records")}
          </TableHead>
          <TableHead align="end">{words("previous.collected")}</TableHead>
          <TableHead align="end">{words("previous.payable")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.n}>
            <TableCell>
              <Period month={line.originMonth} />
            </TableCell>
            <TableCell>{line.locationName ?? words("lines.noSite")}</TableCell>
            <TableCell>{componentWords(line, words)}</TableCell>
            <TableCell align="end" className={ON_WIDE_SCREENS}>
              <Count value={line.records} />
            </TableCell>
            <TableCell align="end">{money(line.amount)}</TableCell>
            <TableCell align="end">{money(paramOf(line, "payable"))}</TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell colSpan={3}>{words("previous.total")}</TableCell>
          <TableCell className={ON_WIDE_SCREENS} />
          <TableCell align="end">{money(sum(lines.map((line) => line.amount)))}</TableCell>
          <TableCell align="end">{money(sum(lines.map((line) => paramOf(line, "payable"))))}</TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  );
}

function SiteName({
  line,
  words,
  href,
}: {
  line: StoredLine;
  words: Words;
  href: ((line: StoredLine) => string) | undefined;
}) {
  const name = line.locationName ?? words("lines.noSite");
  if (!href || line.locationId === null) return name;
  return (
    <Link
      href={href(line) as Route}
      prefetch={false}
      title={words("lines.showRecords")}
      className="rounded-sm font-medium underline-offset-4 hover:underline"
    >
      {name}
    </Link>
  );
}

/** How a month term comes about: "tier 2: 1,234.56 × 5 %". */
function TermSteps({ line, writing }: { line: StoredLine; writing: Writing }) {
  return termArithmetic(line, writing).map((step) => (
    <span key={step} className="block text-muted-foreground text-xs">
      {step}
    </span>
  ));
}

function VatRate({ line, words }: { line: StoredLine; words: Words }) {
  if (line.vatBasisPoints !== null) return <Percent basisPoints={line.vatBasisPoints} />;
  return line.revenue === 0n ? null : <span className="text-muted-foreground">{words("lines.vatUnknown")}</span>;
}

function Nothing({ text }: { text: string }) {
  return <p className="py-2 text-muted-foreground">{text}</p>;
}
