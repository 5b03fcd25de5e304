/** The demo's sessions as the files that two charge point back ends would send: one British, one German. */
import type { ColumnMapping } from "@/lib/cdrs/csv-mapping";
import type { Market } from "./companies";
import type { DemoSession } from "./sessions";

const COMMON = { encoding: "utf-8", quote: '"', headerLine: 1, energyUnit: "kWh", durationUnit: "clock" } as const;

type Layout = {
  source: string;
  /** What its files are called, before the month. */
  fileName: string;
  mapping: ColumnMapping;
  /** The file's columns: what the header calls them, and what stands in them. */
  columns: readonly (readonly [name: string, cell: (session: DemoSession) => string])[];
};

/** The columns of the original, with the invented card beside them; who pays is said by the card or by `Paid`. */
const BRITISH: Layout = {
  source: "Dundee (demo)",
  fileName: "tay-sessions",
  mapping: {
    ...COMMON,
    delimiter: ",",
    columns: {
      cdrId: "Charging event",
      tokenUid: "Card",
      contractId: "Contract",
      paidOnSpot: "Paid",
      evseUid: "CP ID",
      connectorId: "Connector",
      startDate: "Start Date",
      startTime: "Start Time",
      endDate: "End Date",
      endTime: "End Time",
      energy: "Total kWh",
      locationName: "Site",
      model: "Model",
    },
    constants: { country: "GB" },
    decimal: ".",
    dateFormat: "dmy",
    timeZone: "Europe/London",
    payerDefault: { kind: "unknown" },
  },
  columns: [
    ["Charging event", (session) => session.id],
    ["Card", ({ driver }) => driver.tokenUid],
    ["Contract", ({ driver }) => driver.contractId],
    ["Paid", ({ driver }) => (driver.issuer === "ad_hoc" ? "yes" : "no")],
    ["CP ID", ({ chargePoint }) => chargePoint.uid],
    ["Connector", (session) => session.connectorId],
    ["Start Date", (session) => dayFirst(session.startDate, "/")],
    ["Start Time", (session) => session.startTime],
    ["End Date", (session) => dayFirst(session.endDate, "/")],
    ["End Time", (session) => session.endTime],
    ["Total kWh", (session) => session.energyKwh],
    ["Site", (session) => session.siteLabel],
    ["Model", ({ chargePoint }) => chargePoint.model],
  ],
};

/** Another back end: one column per moment, semicolons, decimal comma, and whoever has no card has paid on the spot. */
const GERMAN: Layout = {
  source: "Ladeverwaltung Nord (Demo)",
  fileName: "ladevorgaenge-nord",
  mapping: {
    ...COMMON,
    delimiter: ";",
    columns: {
      cdrId: "Vorgang",
      tokenUid: "Karte",
      contractId: "Vertrag",
      evseUid: "Ladepunkt",
      connectorId: "Stecker",
      startAt: "Beginn",
      endAt: "Ende",
      energy: "Energie (kWh)",
      locationName: "Standort",
      model: "Modell",
    },
    constants: { country: "DE" },
    decimal: ",",
    dateFormat: "dmy",
    timeZone: "Europe/Berlin",
    payerDefault: { kind: "ad_hoc" },
  },
  columns: [
    ["Vorgang", (session) => session.id],
    ["Karte", ({ driver }) => driver.tokenUid],
    ["Vertrag", ({ driver }) => driver.contractId],
    ["Ladepunkt", ({ chargePoint }) => chargePoint.uid],
    ["Stecker", (session) => session.connectorId],
    ["Beginn", (session) => `${dayFirst(session.startDate, ".")} ${session.startTime}`],
    ["Ende", (session) => `${dayFirst(session.endDate, ".")} ${session.endTime}`.trim()],
    ["Energie (kWh)", (session) => session.energyKwh.replace(".", ",")],
    ["Standort", (session) => session.siteLabel],
    ["Modell", ({ chargePoint }) => chargePoint.model],
  ],
};

/** How each country's files look, and how they are read. */
export const LAYOUTS: Readonly<Record<Market, Layout>> = { GB: BRITISH, DE: GERMAN };

/** A file of these sessions, newest first as back ends write them. */
export function fileOf(sessions: readonly DemoSession[], { mapping, columns }: Layout): Buffer {
  const quoted = (cell: string) => (cell.includes(mapping.delimiter) || cell.includes('"') ? quote(cell) : cell);
  const line = (cells: readonly string[]) => `${cells.map(quoted).join(mapping.delimiter)}\r\n`;
  const rows = [...sessions].reverse().map((session) => columns.map(([, cell]) => cell(session)));
  return Buffer.from([columns.map(([name]) => name), ...rows].map(line).join(""));
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** `2026-10-31` → `31/10/2026`; an empty date stays empty. */
function dayFirst(date: string, separator: string): string {
  return date.split("-").reverse().join(separator);
}
