/**
 * A settlement report as a page shows it (A21–A25): in the back office, in the portal and behind a shared link alike.
 * Data in, nothing read inside; what only one of them may do stands around it.
 */
import { useLocale, useTranslations } from "next-intl";
import { Headline } from "@/components/figures";
import { Section } from "@/components/shell/page";
import {
  answerOf,
  explanation,
  nextSteps,
  type WordedReport,
  type Words,
  type Writing,
} from "@/lib/documents/report-words";
import type { Amount } from "@/lib/money/amount";
import type { StoredLine } from "@/lib/settlement/stored-report";
import { ExpenseTable, PreviousTable, RevenueTable } from "./line-tables";
import { ReportParties } from "./report-parties";
import { ReportSums } from "./report-sums";

export type ShownReport = WordedReport & {
  sessions: number;
  energyKwh: bigint;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  collectedShare: Amount;
  awaitedShare: Amount;
  previousShare: Amount;
};

/** @param recordsHref where the sessions behind a line are listed; left out where the reader has no such page. */
export function ReportView({
  report,
  recordsHref,
}: {
  report: ShownReport;
  recordsHref?: (line: StoredLine) => string;
}) {
  const writing = useWriting(report.currency);
  const { words } = writing;
  const section = (name: StoredLine["section"]) => report.lines.filter((line) => line.section === name);
  const previous = section("previous");
  const answer = answerOf(report, writing);
  const byCollection = report.snapshot.basis === "collected";
  return (
    <div className="flex flex-col gap-8">
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Headline size="lg" label={answer.label} value={answer.amount} currency={report.currency}>
          {answer.context}
        </Headline>
        <ReportParties parties={report.parties} words={words} />
      </div>
      <ReportSums report={report} words={words} />
      <Section title={words("lines.title")} description={words("sessions", { count: report.sessions })}>
        <RevenueTable
          lines={section("revenue")}
          writing={writing}
          byCollection={byCollection}
          recordsHref={recordsHref}
        />
      </Section>
      <Section title={words("expenses.title")}>
        <ExpenseTable lines={section("expense")} writing={writing} />
      </Section>
      <Section
        title={words("previous.title")}
        description={words(byCollection || previous.length === 0 ? "previous.note" : "previous.generated")}
      >
        <PreviousTable lines={previous} writing={writing} />
      </Section>
      <div className="grid gap-8 lg:grid-cols-2">
        <Section title={words("next.title")}>
          <Sentences sentences={nextSteps(report, writing)} />
        </Section>
        <Section title={words("explain.title")}>
          <Sentences sentences={explanation(report, writing)} />
        </Section>
      </div>
    </div>
  );
}

/** The catalogue and the reader's language; a page speaks to its reader, a document to the partner. */
function useWriting(currency: string): Writing {
  return { words: useTranslations("report") as unknown as Words, locale: useLocale(), currency };
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <div className="flex max-w-prose flex-col gap-2 text-pretty text-muted-foreground">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
