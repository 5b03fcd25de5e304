import { ShareBar, type SharePart } from "@/components/charts/share-bar";
import { Amount, Energy } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { cn } from "@/components/ui/cn";
import type { Words } from "@/lib/documents/report-words";
import type { ShownReport } from "./report-view";

/** From revenue to balance, one line each, and beside it how much of the share has come in. */
export function ReportSums({ report, words }: { report: ShownReport; words: Words }) {
  const { currency } = report;
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
      <Section title={words("totals.title")} description={words("totals.withoutVat")}>
        <dl className="flex flex-col divide-y">
          {sumsOf(report, words).map(({ key, label, value, kind }) => (
            <div key={key} className="flex items-baseline justify-between gap-4 py-1.5">
              <dt className={cn(kind === "part" && "pl-4 text-muted-foreground", kind === "total" && "font-semibold")}>
                {label}
              </dt>
              <dd>
                <Amount
                  value={value}
                  currency={currency}
                  showCurrency={kind === "total"}
                  muted={kind === "part"}
                  className={kind === "total" ? "font-semibold" : undefined}
                />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={words("collection.title")} description={words("collection.caption")}>
        <ShareBar parts={collectionParts(report, words)} currency={currency} />
        <p className="text-[0.8125rem] text-muted-foreground">
          {words("totals.energy")}: <Energy kwh={report.energyKwh} />
        </p>
      </Section>
    </div>
  );
}

type Sum = { key: string; label: string; value: bigint; kind: "plain" | "part" | "total" };

function sumsOf(report: ShownReport, words: Words): Sum[] {
  const byCollection = report.snapshot.basis === "collected";
  const sum = (key: string, value: bigint, kind: Sum["kind"] = "plain") => ({
    key,
    label: words(`totals.${key}`),
    value,
    kind,
  });
  return [
    sum("revenue", report.revenue),
    sum("operatorShare", report.operatorShare),
    sum("partnerShare", report.partnerShare),
    sum("collected", report.collectedShare, "part"),
    sum("awaited", report.awaitedShare, "part"),
    ...(report.previousShare === 0n ? [] : [sum("previous", report.previousShare, byCollection ? "plain" : "part")]),
    sum("payableShare", report.payableShare),
    sum("expenses", -report.expenses),
    ...(report.carriedIn === 0n ? [] : [sum("carriedIn", report.carriedIn)]),
    sum("balance", report.balance, "total"),
  ];
}

function collectionParts(report: ShownReport, words: Words): SharePart[] {
  const part = (key: string, value: bigint, shade: SharePart["shade"]): SharePart => ({
    key,
    label: words(key === "previous" ? "totals.previous" : `collection.${key}`),
    value: value < 0n ? 0n : value,
    shade,
  });
  return [
    part("collected", report.collectedShare, "strong"),
    ...(report.previousShare > 0n ? [part("previous", report.previousShare, "soft")] : []),
    part("awaited", report.awaitedShare, "pale"),
  ];
}
