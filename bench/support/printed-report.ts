/** A settlement report with as many sessions as wanted, as it is printed. */
import type { PrintedReport } from "@/lib/documents/report-pdf.server";
import type { AnnexRecord } from "@/lib/documents/report-tables";
import { type Amount, sum } from "@/lib/money/amount";
import type { StoredLine } from "@/lib/settlement/stored-report";
import { randomFrom } from "./random";

const MONTH = "2026-03";
const MONTH_STARTS = Date.parse("2026-03-01T00:00:00Z");
const MONTH_MINUTES = 31 * 24 * 60;
const SITES = [
  "Rathausplatz, Köln",
  "Parkhaus Łódź Centrum, Poziom −1",
  "Szőlő utca 12",
  "Torvegade 3, København",
  "Einkaufszentrum Straßburger Tor, Parkdeck 2 (Ost)",
  "Autohof Geiselwind",
  "Stadtwerke Betriebshof",
  "Marché de la Gare",
];
const LINES_PER_SITE = 3;

/** The report and its sessions; figures of lines and sums are those of the sessions. */
export function printedReport(sessions: number): { report: PrintedReport; records: AnnexRecord[] } {
  const records = annexRecords(sessions);
  const revenue = sum(records.map((record) => record.revenue));
  const partnerShare = sum(records.map((record) => record.partnerShare));
  const none = 0n;
  const report: PrintedReport = {
    number: "SR-2026-03-BENCH1",
    month: MONTH,
    currency: "EUR",
    state: "issued",
    revision: 1,
    date: "2026-04-02",
    at: Date.parse("2026-04-02T08:00:00Z"),
    parties: {
      issuer: party("Wattsettle Charging GmbH", "Köln"),
      partner: party("Stadtwerke Mustertal AöR", "Mustertal"),
      organization: { name: "Wattsettle Charging GmbH", timeZone: "Europe/Berlin" },
      locale: "de",
    },
    snapshot: { basis: "generated" } as PrintedReport["snapshot"],
    sessions,
    lines: SITES.flatMap((site, index) => linesOf(site, index, revenue)),
    revenue,
    partnerShare,
    collectedShare: partnerShare,
    awaitedShare: none,
    previousShare: none,
    payableShare: partnerShare,
    expenses: none,
    carriedIn: none,
    balance: partnerShare,
  };
  return { report, records };
}

function annexRecords(count: number): AnnexRecord[] {
  const random = randomFrom(count);
  return Array.from({ length: count }, (_, index) => {
    const energyKwh = BigInt(Math.round(random() ** 2 * 600_000) + 1_000);
    const revenue = (energyKwh * 45n) / 100n;
    return {
      origin: "session",
      endedAt: MONTH_STARTS + Math.floor((index / count) * MONTH_MINUTES) * 60_000,
      locationName: SITES[Math.floor(random() ** 2 * SITES.length)]!,
      evseUid: `DE*WAT*E${String(Math.floor(random() * 900) + 100)}*1`,
      energyKwh,
      revenue,
      partnerShare: (revenue * 7n) / 10n,
    };
  });
}

function linesOf(site: string, index: number, total: Amount): StoredLine[] {
  return Array.from({ length: LINES_PER_SITE }, (_, n) => ({
    n: index * LINES_PER_SITE + n + 1,
    section: "revenue" as const,
    originMonth: MONTH,
    origin: "session",
    locationId: null,
    locationName: site,
    component: ["energy", "time", "session"][n]!,
    vatBasisPoints: 1900,
    records: 10,
    quantity: 10_000n,
    unitPrice: null,
    revenue: total / 24n,
    amount: total / 32n,
    exact: total / 32n,
    params: { collected: "1.0000", payable: "1.0000" },
    steps: [],
  }));
}

function party(name: string, city: string): PrintedReport["parties"]["issuer"] {
  return {
    name,
    legalName: name,
    street: "Domstraße 20",
    postalCode: "50668",
    city,
    country: "DE",
    vatId: "DE123456789",
    taxNumber: null,
    email: "abrechnung@example.com",
    phone: null,
    iban: "DE02120300000000202051",
    bic: null,
    bankName: null,
  };
}
