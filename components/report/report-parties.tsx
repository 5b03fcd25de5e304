import { useLocale } from "next-intl";
import type { Words } from "@/lib/documents/report-words";
import { addressLines, type ReportParties as Parties, type Party } from "@/lib/settlement/report-parties";

/** Who the report is between, side by side. */
export function ReportParties({ parties, words }: { parties: Parties; words: Words }) {
  return (
    <div className="grid gap-6 text-[0.8125rem] sm:grid-cols-2">
      <PartyBlock label={words("from")} party={parties.issuer} words={words} />
      <PartyBlock label={words("to")} party={parties.partner} words={words} />
    </div>
  );
}

function PartyBlock({ label, party, words }: { label: string; party: Party; words: Words }) {
  const locale = useLocale();
  return (
    <address className="not-italic">
      <span className="block text-muted-foreground">{label}</span>
      <span className="block font-medium">{party.legalName}</span>
      {addressLines(party, locale).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
      {party.vatId && <span className="block text-muted-foreground">{words("vatId", { id: party.vatId })}</span>}
      {!party.vatId && party.taxNumber && (
        <span className="block text-muted-foreground">{words("taxNumber", { number: party.taxNumber })}</span>
      )}
    </address>
  );
}
