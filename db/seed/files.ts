/** The demo's sessions as the files that two charge point back ends would send: one British, one German. */
import type { ColumnMapping } from "@/lib/cdrs/csv-mapping";
import type { Market } from "./companies";
import type { DemoSession } from "./sessions";

const COMMON = { encoding: "utf-8", quote: '"', headerLine: 1, energyUnit: "kWh", durationUnit: "clock" } as const;

type Layout = {
  source: string;
  mapping: ColumnMapping;
  header: readonly string[];
  cells: (session: DemoSession) => readonly string[];
};

/** The columns of the original, with the invented card beside them; who pays is said by the card or by `Paid`. */
const BRITISH: Layout = {
  source: "Dundee (demo)",
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
  header: [
    "Charging event",
    "Card",
    "Contract",
    "Paid",
    "CP ID",
    "Connector",
    "Start Date",
    "Start Time",
    "End Date",
    "End Time",
    "Total kWh",
    "Site",
    "Model",
  ],
  cells: ({ driver, chargePoint, ...session }) => [
    session.id,
    driver.tokenUid,
    driver.contractId,
    driver.issuer === "ad_hoc" ? "yes" : "no",
    chargePoint.uid,
    session.connectorId,
    britishDate(session.startDate),
    session.startTime,
    britishDate(session.endDate),
    session.endTime,
    session.energyKwh,
    session.siteLabel,
    chargePoint.model,
  ],
};

/** Another back end: one column per moment, semicolons, decimal comma, and whoever has no card has paid on the spot. */
const GERMAN: Layout = {
  source: "Ladeverwaltung Nord (Demo)",
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
  header: [
    "Vorgang",
    "Karte",
    "Vertrag",
    "Ladepunkt",
    "Stecker",
    "Beginn",
    "Ende",
    "Energie (kWh)",
    "Standort",
    "Modell",
  ],
  cells: ({ driver, chargePoint, ...session }) => [
    session.id,
    driver.tokenUid,
    driver.contractId,
    chargePoint.uid,
    session.connectorId,
    germanMoment(session.startDate, session.startTime),
    germanMoment(session.endDate, session.endTime),
    session.energyKwh.replace(".", ","),
    session.siteLabel,
    chargePoint.model,
  ],
};

/** How each country's files look, and how they are read. */
export const LAYOUTS: Readonly<Record<Market, Layout>> = { GB: BRITISH, DE: GERMAN };

/** A file of these sessions, newest first as back ends write them. */
export function fileOf(sessions: readonly DemoSession[], { mapping, header, cells }: Layout): Buffer {
  const lines = [header, ...[...sessions].reverse().map(cells)];
  const quoted = (cell: string) => (cell.includes(mapping.delimiter) || cell.includes('"') ? quote(cell) : cell);
  return Buffer.from(lines.map((line) => `${line.map(quoted).join(mapping.delimiter)}\r\n`).join(""));
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function britishDate(date: string): string {
  return date.split("-").reverse().join("/");
}

function germanMoment(date: string, time: string): string {
  return date === "" ? "" : `${date.split("-").reverse().join(".")} ${time}`;
}
