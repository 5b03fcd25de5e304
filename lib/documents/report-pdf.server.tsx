/** Draws a settlement report as a PDF (A34). For the worker: drawing takes seconds. */
import { Document, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import { formatAmount, formatDate, formatMoney, formatMonth } from "@/lib/i18n/format";
import type { Amount } from "@/lib/money/amount";
import { addressLines, type Party } from "@/lib/settlement/report-parties";
import { type Block, pagesOf, type TableColumn } from "./pages";
import { styles } from "./report-pdf-styles.server";
import { type AnnexRecord, annexTable, reportTables } from "./report-tables";
import { answerOf, explanation, nextSteps, type WordedReport, type Writing } from "./report-words";

/** A report with everything its document states. */
export type PrintedReport = WordedReport & {
  revision: number;
  sessions: number;
  revenue: Amount;
  partnerShare: Amount;
  collectedShare: Amount;
  awaitedShare: Amount;
  previousShare: Amount;
  /** The local day on which it was drafted or issued, and that instant, which the file's metadata state. */
  date: string;
  at: number;
};

const ROWS_PER_PAGE = 45;
/** All in points; the content is A4 less both margins. */
const CELL_GAP = 6;
const CHARACTER_WIDTH = 4.5;
const CONTENT_WIDTH = 595 - 2 * 42;

/** The bytes of the document; the same report gives the same bytes. */
export async function drawReport(
  report: PrintedReport,
  records: readonly AnnexRecord[],
  writing: Writing,
): Promise<Buffer> {
  const tables = [
    ...reportTables(report, writing),
    ...(records.length > 0 ? [annexTable(records, report, writing)] : []),
  ];
  const pages = pagesOf(tables, ROWS_PER_PAGE);
  const at = new Date(report.at);
  const title = `${writing.words("title")} ${report.number}`;
  return renderToBuffer(
    <Document
      title={title}
      author={report.parties.issuer.legalName}
      creator="Wattsettle"
      producer="Wattsettle"
      language={writing.locale}
      creationDate={at}
      modificationDate={at}
    >
      <Page size="A4" style={styles.page} wrap={false}>
        <Mark report={report} writing={writing} />
        <FirstPage report={report} writing={writing} />
        <Footer report={report} writing={writing} page={1} pages={pages.length + 1} />
      </Page>
      {pages.map((blocks, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are drawn once, in their order
        <Page key={index} size="A4" style={styles.page} wrap={false}>
          <Mark report={report} writing={writing} />
          <PageHead report={report} writing={writing} />
          {blocks.map((block, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Drawn key={place} block={block} />
          ))}
          <Footer report={report} writing={writing} page={index + 2} pages={pages.length + 1} />
        </Page>
      ))}
    </Document>,
  );
}

type Part = { report: PrintedReport; writing: Writing };

function FirstPage({ report, writing }: Part) {
  const { words, locale, currency } = writing;
  const { issuer, partner } = report.parties;
  const answer = answerOf(report, writing);
  return (
    <>
      <View style={styles.top}>
        <View>
          <Text style={styles.title}>{words("title")}</Text>
          <Text style={styles.subtitle}>
            {formatMonth(report.month, locale)} · {currency}
          </Text>
        </View>
        <Text style={styles.issuer}>{issuer.name}</Text>
      </View>
      <Facts report={report} writing={writing} />
      <View style={styles.columns}>
        <PartyBlock label={words("from")} party={issuer} writing={writing} />
        <PartyBlock label={words("to")} party={partner} writing={writing} />
      </View>
      <View style={styles.answer}>
        <Text style={styles.quiet}>{answer.label}</Text>
        <Text style={styles.amount}>{formatMoney(answer.amount, currency, locale)}</Text>
        <Text style={styles.quiet}>{answer.context}</Text>
      </View>
      <Sums report={report} writing={writing} />
      <Text style={styles.sectionTitle}>{words("next.title")}</Text>
      {nextSteps(report, writing).map((sentence) => (
        <Text key={sentence} style={styles.paragraph}>
          {sentence}
        </Text>
      ))}
      <Text style={styles.sectionTitle}>{words("explain.title")}</Text>
      {explanation(report, writing).map((sentence) => (
        <Text key={sentence} style={[styles.paragraph, styles.quiet]}>
          {sentence}
        </Text>
      ))}
    </>
  );
}

function Facts({ report, writing }: Part) {
  const { words, locale, currency } = writing;
  const facts: [string, string][] = [
    [words("number"), report.number],
    [words("period"), formatMonth(report.month, locale)],
    [words("currency"), currency],
    [words(report.state === "issued" ? "issued" : "drafted"), formatDate(report.date, locale)],
  ];
  return (
    <View style={{ flexDirection: "row", gap: 24 }}>
      {facts.map(([label, value]) => (
        <View key={label} style={styles.column}>
          <Text style={styles.label}>{label}</Text>
          <Text style={styles.strong}>{value}</Text>
        </View>
      ))}
    </View>
  );
}

function PartyBlock({ label, party, writing }: { label: string; party: Party; writing: Writing }) {
  const { words } = writing;
  return (
    <View style={styles.column}>
      <Text style={styles.label}>{label}</Text>
      <Text style={styles.strong}>{party.legalName}</Text>
      {addressLines(party, writing.locale).map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      {party.vatId && <Text style={styles.quiet}>{words("vatId", { id: party.vatId })}</Text>}
      {!party.vatId && party.taxNumber && (
        <Text style={styles.quiet}>{words("taxNumber", { number: party.taxNumber })}</Text>
      )}
    </View>
  );
}

function Sums({ report, writing }: Part) {
  const { words, locale, currency } = writing;
  const money = (amount: Amount) => formatAmount(amount, currency, locale);
  const byCollection = report.snapshot.basis === "collected";
  const plain = styles.sum;
  const indented = [styles.sum, styles.sumIndented];
  const rows: [string, Amount, typeof plain | typeof indented][] = [
    [words("totals.revenue"), report.revenue, plain],
    [words("totals.partnerShare"), report.partnerShare, plain],
    [words("totals.collected"), report.collectedShare, indented],
    [words("totals.awaited"), report.awaitedShare, indented],
    ...(report.previousShare !== 0n
      ? [
          [words("totals.previous"), report.previousShare, byCollection ? plain : indented] as [
            string,
            Amount,
            typeof plain,
          ],
        ]
      : []),
    [words("totals.payableShare"), report.payableShare, plain],
    [words("totals.expenses"), -report.expenses, plain],
    ...(report.carriedIn !== 0n
      ? [[words("totals.carriedIn"), report.carriedIn, plain] as [string, Amount, typeof plain]]
      : []),
  ];
  return (
    <View style={styles.sums}>
      {rows.map(([label, amount, style]) => (
        <View key={label} style={style}>
          <Text>{label}</Text>
          <Text style={styles.figures}>{money(amount)}</Text>
        </View>
      ))}
      <View style={[styles.sum, styles.sumStrong]}>
        <Text>{words("totals.balance")}</Text>
        <Text style={styles.figures}>{formatMoney(report.balance, currency, locale)}</Text>
      </View>
      <Text style={[styles.quiet, { marginTop: 3 }]}>{words("totals.withoutVat")}</Text>
    </View>
  );
}

function PageHead({ report, writing }: Part) {
  return (
    <View style={[styles.quiet, styles.pageHead]}>
      <Text>
        {writing.words("title")} {report.number} · {formatMonth(report.month, writing.locale)}
      </Text>
      <Text>{report.parties.partner.legalName}</Text>
    </View>
  );
}

function Drawn({ block }: { block: Block }) {
  if (block.kind === "title") return <Text style={styles.tableTitle}>{block.text}</Text>;
  if (block.kind === "note") return <Text style={styles.note}>{block.text}</Text>;
  const widths = columnWidths(block.columns);
  const style = block.kind === "row" ? styles.row : [styles.row, block.kind === "head" ? styles.head : styles.total];
  return (
    <View style={style}>
      {block.columns.map((column, index) => (
        <Text
          // biome-ignore lint/suspicious/noArrayIndexKey: columns are fixed
          key={index}
          style={{
            width: widths[index],
            paddingRight: index === block.columns.length - 1 ? 0 : CELL_GAP,
            ...(column.align === "end" && { textAlign: "right", fontFeatureSettings: ["tnum"] }),
          }}
        >
          {block.kind === "row" && column.align === "start"
            ? fitted(block.cells[index]!, widths[index]!)
            : block.cells[index]}
        </Text>
      ))}
    </View>
  );
}

/** In points; a width that is given need not be measured. */
function columnWidths(columns: readonly TableColumn[]): number[] {
  const total = columns.reduce((sum, column) => sum + column.weight, 0);
  return columns.map((column) => (column.weight / total) * CONTENT_WIDTH);
}

/**
 * A text cut to a cell with an ellipsis. The library could measure and cut by itself, at twice the time for a long
 * document; a character of this font is about half as wide as high.
 */
function fitted(text: string, width: number): string {
  const most = Math.floor((width - CELL_GAP) / CHARACTER_WIDTH);
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function Mark({ report, writing }: Part) {
  return report.state === "draft" ? <Text style={styles.mark}>{writing.words("draftMark")}</Text> : null;
}

function Footer({ report, writing, page, pages }: Part & { page: number; pages: number }) {
  const { issuer } = report.parties;
  const { words } = writing;
  const parts = [
    issuer.legalName,
    ...addressLines(issuer, writing.locale),
    ...(issuer.vatId ? [words("vatId", { id: issuer.vatId })] : []),
    ...(issuer.iban ? [words("iban", { iban: issuer.iban })] : []),
    ...(issuer.email ? [issuer.email] : []),
  ];
  return (
    <View style={styles.footer}>
      <Text style={styles.footerText}>{parts.join(" · ")}</Text>
      <Text>{words("page", { page, pages })}</Text>
    </View>
  );
}
