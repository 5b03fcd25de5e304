/** Draws a settlement report as a PDF (A34). For the worker: drawing takes seconds. */
import { Canvas, Document, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import { formatAmount, formatDate, formatMoney, formatMonth } from "@/lib/i18n/format";
import type { Amount } from "@/lib/money/amount";
import { addressLines, type Party } from "@/lib/settlement/report-parties";
import { A4, drawBlocks, drawFooter, drawMark, drawPageHead, type Frame, ROWS_PER_PAGE } from "./draw-pages";
import { type Block, pagesOf } from "./pages";
import { penFonts } from "./pdf-fonts.server";
import { type Painter, Pen, type PenFonts } from "./pen";
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
  const fonts = await penFonts();
  const frame = frameOf(report, writing);
  const at = new Date(report.at);
  const title = `${writing.words("title")} ${report.number}`;
  const pageWords = (page: number) => writing.words("page", { page, pages: pages.length + 1 });
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
      <Page size="A4" style={styles.page}>
        <Drawing
          draw={(pen) => {
            drawMark(pen, fonts, frame.mark);
            drawFooter(pen, fonts, frame.footer, pageWords(1));
          }}
        />
        <FirstPage report={report} writing={writing} />
      </Page>
      {pages.map((blocks, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are drawn once, in their order
        <Page key={index} size="A4">
          <Drawing draw={(pen) => drawTablePage(pen, fonts, frame, blocks, pageWords(index + 2))} />
        </Page>
      ))}
    </Document>,
  );
}

/** What is drawn by hand lies over the whole page. */
function Drawing({ draw }: { draw: (pen: Pen) => void }) {
  const paint = (painter: Painter) => {
    draw(new Pen(painter));
    return null;
  };
  return <Canvas fixed style={{ position: "absolute", top: 0, left: 0, ...A4 }} paint={paint} />;
}

function drawTablePage(pen: Pen, fonts: PenFonts, frame: Frame, blocks: readonly Block[], page: string): void {
  drawMark(pen, fonts, frame.mark);
  drawPageHead(pen, fonts, frame.head);
  drawBlocks(pen, fonts, blocks);
  drawFooter(pen, fonts, frame.footer, page);
}

function frameOf(report: PrintedReport, { words, locale }: Writing): Frame {
  const { issuer, partner } = report.parties;
  const footer = [
    issuer.legalName,
    ...addressLines(issuer, locale),
    ...(issuer.vatId ? [words("vatId", { id: issuer.vatId })] : []),
    ...(issuer.iban ? [words("iban", { iban: issuer.iban })] : []),
    ...(issuer.email ? [issuer.email] : []),
  ];
  return {
    head: [`${words("title")} ${report.number} · ${formatMonth(report.month, locale)}`, partner.legalName],
    footer: footer.join(" · "),
    mark: report.state === "draft" ? words("draftMark") : null,
  };
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
