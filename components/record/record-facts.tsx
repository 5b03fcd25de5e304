import type { Route } from "next";
import Link from "next/link";
import type { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount, DateTime, Period } from "@/components/figures";
import type { Fact } from "@/components/shell/page";
import { formatDate, formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { CollectionStatus } from "./collection-status";
import type { RevenueDetailView } from "./record-types";

/** Where the things around a record are shown; null where the reader has no such page. */
export type Links = {
  /** The list's address, below which the records are. */
  base: "/revenue" | "/portal/records";
  contract: string | null;
  cdr: string | null;
  report: string | null;
  /** The tariff version that priced the session; partners may not read tariffs. */
  tariff: { href: string; name: string; version: number; validFrom: string } | null;
};

type Words = ReturnType<typeof useTranslations<"records.detail">>;

/** The session as it happened; a month term has none. */
export function sessionFacts(record: RevenueDetailView, t: Words, links: Links): Fact[] {
  if (record.current === null) return [];
  const facts: (Fact | null)[] = [
    { key: "started", label: t("started"), value: <DateTime at={record.startedAt} zone={record.timeZone} showZone /> },
    { key: "ended", label: t("ended"), value: <DateTime at={record.endedAt} zone={record.timeZone} showZone /> },
    { key: "site", label: t("site"), value: record.locationName },
    {
      key: "charger",
      label: t("charger"),
      value: `${record.evseUid} · ${record.connectorId} · ${record.current}`,
    },
    { key: "driver", label: t("driver"), value: record.driver || t("nobody") },
    links.cdr === null ? null : { key: "cdr", label: t("cdr"), value: <To href={links.cdr}>{record.cdrId}</To> },
  ];
  return facts.filter((fact) => fact !== null);
}

/** By which rules it was priced and divided, and in which report it is settled. */
export function contractFacts(record: RevenueDetailView, t: Words, links: Links, locale: Locale): Fact[] {
  const { contractName, contractVersion, contractValidFrom, reportNumber } = record;
  const contract =
    contractName === null || contractVersion === null ? (
      t("ownStation")
    ) : (
      <>
        <To href={links.contract}>{t("contractVersion", { name: contractName, version: contractVersion })}</To>
        {contractValidFrom && <Quiet> {t("validFrom", { month: formatMonth(contractValidFrom, locale) })}</Quiet>}
      </>
    );
  const tariff = links.tariff && (
    <>
      <To href={links.tariff.href}>{t("tariffVersion", { name: links.tariff.name, version: links.tariff.version })}</To>{" "}
      <Quiet>{t("validFrom", { month: formatDate(links.tariff.validFrom, locale) })}</Quiet>
    </>
  );
  const facts: Fact[] = [
    { key: "organization", label: t("organization"), value: record.organizationName },
    { key: "contract", label: t("contract"), value: contract },
  ];
  if (tariff) facts.push({ key: "tariff", label: t("tariff"), value: tariff });
  facts.push(
    { key: "period", label: t("period"), value: <PeriodOf record={record} t={t} locale={locale} /> },
    {
      key: "report",
      label: t("report"),
      value: reportNumber ? <To href={links.report}>{reportNumber}</To> : t("noReport"),
    },
    {
      key: "basis",
      label: t("basis"),
      value: record.basis === "generated" ? t("basisGenerated") : t("basisCollected"),
    },
  );
  return facts;
}

/** What is due, and what of it came in. */
export function moneyFacts(record: RevenueDetailView, t: Words): Fact[] {
  const money = (value: bigint) => <Amount value={value} currency={record.currency} />;
  return [
    {
      key: "due",
      label: t("due"),
      value: (
        <span className="inline-flex flex-wrap items-center gap-3">
          {money(record.due)}
          <CollectionStatus state={record.state} />
        </span>
      ),
    },
    { key: "collected", label: t("collected"), value: money(record.collected) },
    { key: "awaited", label: t("awaited"), value: money(record.due - record.collected) },
  ];
}

function PeriodOf({ record, t, locale }: { record: RevenueDetailView; t: Words; locale: Locale }) {
  return (
    <>
      <Period month={record.periodMonth} />
      {record.originMonth !== record.periodMonth && (
        <Quiet> {t("originMonth", { month: formatMonth(record.originMonth, locale) })}</Quiet>
      )}
    </>
  );
}

function To({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return children;
  return (
    <Link href={href as Route} className="text-primary underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}

const Quiet = ({ children }: { children: ReactNode }) => <span className="text-muted-foreground">{children}</span>;
