import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "@/components/figures";
import { Facts, Section } from "@/components/shell/page";
import { RecordWaterfall } from "@/components/waterfall/record-waterfall";
import { formatDuration, formatEnergy, formatMoney } from "@/lib/i18n/format";
import { type Payment, Payments } from "./payments";
import { contractFacts, type Links, moneyFacts, sessionFacts } from "./record-facts";
import { type RevenueDetailView, stepsOf } from "./record-types";
import { Siblings, type SiblingView } from "./siblings";

/**
 * One revenue record: why the partner gets the amount, then what it is made from (X1). The same for back office,
 * sheet and portal; what a reader may not see is simply not passed.
 */
export function RecordView({
  record,
  links,
  payments,
  siblings,
  collect,
  reverse,
}: {
  record: RevenueDetailView;
  links: Links;
  payments: readonly Payment[];
  siblings: readonly SiblingView[];
  /** The button that collects what is missing. */
  collect?: ReactNode;
  /** The button that takes a payment back. */
  reverse?: (payment: Payment) => ReactNode;
}) {
  const t = useTranslations("records.detail");
  const locale = useLocale();
  return (
    <>
      {record.current !== null && <SessionSentence record={record} current={record.current} />}
      <Why record={record} />
      <Section title={t("particulars")}>
        <Facts items={[...sessionFacts(record, t, links), ...contractFacts(record, t, links, locale)]} />
      </Section>
      {record.cdrId && (
        <Section title={t("money")} actions={record.state === "collected" ? null : collect}>
          <Facts items={moneyFacts(record, t)} />
          <Payments payments={payments} currency={record.currency} due={record.due} reverse={reverse} />
        </Section>
      )}
      {siblings.length > 0 && <Siblings siblings={siblings} record={record} base={links.base} />}
    </>
  );
}

/** "Why Kingsway gets 11.56 EUR", for the heading of page or sheet. */
export function WhyTitle({ record }: { record: RevenueDetailView }) {
  const t = useTranslations("records.detail");
  const amount = formatMoney(record.partnerShare, record.currency, useLocale());
  return t("why", { partner: record.partnerName, amount });
}

function SessionSentence({ record, current }: { record: RevenueDetailView; current: "AC" | "DC" }) {
  const t = useTranslations("records");
  const locale = useLocale();
  const session = t("detail.session", {
    energy: formatEnergy(record.energyKwh, locale),
    duration: formatDuration((record.endedAt - record.startedAt) / 1000),
    current,
    evse: record.evseUid,
    payer: t(`payer.${record.payer}`),
  });
  const paid = t("detail.paid", { gross: formatMoney(record.gross, record.currency, locale) });
  return (
    <p className="text-muted-foreground">
      {session} {record.gross !== 0n && paid} {record.reason}
    </p>
  );
}

/** The stored waterfall; without one the division alone. */
function Why({ record }: { record: RevenueDetailView }) {
  const t = useTranslations("records");
  const steps = stepsOf(record);
  if (steps.length > 0) {
    return <RecordWaterfall steps={steps} currency={record.currency} partner={record.partnerName} />;
  }
  const shares = (["revenue", "operatorShare", "partnerShare"] as const).map((key) => ({
    key,
    label: t(`fields.${key}`),
    value: <Amount value={record[key]} currency={record.currency} precision="stored" />,
  }));
  return (
    <Section title={t("detail.division")} description={t("detail.noWaterfall")}>
      <Facts items={shares} />
    </Section>
  );
}
