import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeSample, detectCsv, detectEncoding } from "./csv-detect";
import { guessMapping } from "./csv-guess";
import { columnMapping } from "./csv-mapping";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const guess = (text: string) => guessMapping(detectCsv(text), "Europe/Berlin");

describe("detectCsv", () => {
  it("knows a plain report of a charge point system", () => {
    const csv = detectCsv(fixture("charge-point-report.csv").toString());
    expect(csv).toMatchObject({
      format: { delimiter: ",", quote: '"', encoding: "utf-8", headerLine: 1 },
      decimal: ".",
      dateFormat: "dmy",
      ambiguous: { decimal: false, dateFormat: false },
    });
    expect(csv.columns.slice(-4)).toEqual(["Model", "#14", "#15", "#16"]);
    expect(csv.rows.length).toBe(43);
  });

  it("finds the header of a German report below its title", () => {
    expect(detectCsv(fixture("ladevorgaenge.csv").toString())).toMatchObject({
      format: { delimiter: ";", headerLine: 3 },
      decimal: ",",
      dateFormat: "dmy",
    });
  });

  it.each([
    ["a;b\n1;2,25\n3;4,5", { delimiter: ";", headerLine: 1 }, ",", false],
    ["a\tb\n1\t1.234,5", { delimiter: "\t" }, ",", false],
    ["a|b\n1|0.287\n1|22.287", { delimiter: "|" }, ".", false],
    ["a;b\n1;22.287", { delimiter: ";" }, ",", true],
    ["a,b\n1,22.287", { delimiter: "," }, ".", true],
    ["1;2,25\n3;4,5", { delimiter: ";", headerLine: 0 }, ",", false],
    ["a,'b,c',d\n1,'2,25',3\n4,'5,1',6", { delimiter: ",", quote: "'" }, ",", false],
  ] as const)("%j", (text, format, decimal, ambiguous) => {
    expect(detectCsv(text)).toMatchObject({ format, decimal, ambiguous: { decimal: ambiguous } });
  });

  it.each([
    ["13/09/2018", "12/09/2018", "dmy", false],
    ["09/13/2018", "09/12/2018", "mdy", false],
    ["05/09/2018", "06/09/2018", "dmy", true],
    ["09/05/2018", "09/06/2018", "mdy", true],
    ["2018-09-05", "2018-09-06", "ymd", false],
  ] as const)("tells the order of the date from %s and %s", (first, second, dateFormat, ambiguous) => {
    expect(detectCsv(`start,kWh\n${first},1\n${second},2`)).toMatchObject({
      dateFormat,
      ambiguous: { dateFormat: ambiguous },
    });
  });

  it("tells encodings apart, and no character cut in two from another encoding", () => {
    expect(detectEncoding(Buffer.from("\ufeffStraße"))).toBe("utf-8");
    expect(detectEncoding(Buffer.from("Straß").subarray(0, 5))).toBe("utf-8");
    expect(detectEncoding(Buffer.from("Straße", "latin1"))).toBe("windows-1252");
    expect(detectEncoding(Buffer.from("\ufeffStraße", "utf16le"))).toBe("utf-16le");
    expect(decodeSample(Buffer.from("Straße 5 \x80", "latin1"), "windows-1252")).toBe("Straße 5 €");
    expect(decodeSample(Buffer.from("\ufeffStraße", "utf16le"), "utf-16le")).toBe("Straße");
  });

  it("takes an empty file for one without columns", () => {
    expect(detectCsv("")).toMatchObject({ columns: [], rows: [], format: { headerLine: 0 } });
  });
});

describe("guessMapping", () => {
  it("[H5] knows the columns of a plain report, separate dates and times and unnamed columns among them", () => {
    const { mapping, confidence, unused } = guess(fixture("charge-point-report.csv").toString());
    expect(columnMapping.parse(mapping)).toEqual(mapping);
    expect(mapping.columns).toEqual({
      cdrId: "Charging event",
      driverReference: "User ID",
      evseUid: "CP ID",
      connectorId: "Connector",
      startDate: "Start Date",
      startTime: "Start Time",
      endDate: "End Date",
      endTime: "End Time",
      energy: "Total kWh",
      totalCost: "Cost",
      locationName: "Site",
      model: "Model",
    });
    expect(confidence.energy).toBe(1);
    expect(unused).toEqual(["Group", "#14", "#15", "#16"]);
  });

  it("knows German columns, and that there is no id", () => {
    expect(guess(fixture("ladevorgaenge.csv").toString()).mapping.columns).toEqual({
      evseUid: "Ladepunkt-ID",
      connectorId: "Stecker",
      startAt: "Ladebeginn",
      endAt: "Ladeende",
      energy: "Energie (kWh)",
      totalCost: "Kosten netto",
      currency: "Währung",
      tokenUid: "RFID",
      address: "Straße",
    });
  });

  it("knows the names of OCPI in any case", () => {
    const { mapping } = guess(
      "id,startDateTime,end_date_time,evse_uid,connector_id,Total_Energy,total_parking_time\n1,2025-01-01T00:00:00Z,2025-01-01T01:00:00Z,E,1,2.5,0",
    );
    expect(mapping.columns).toEqual({
      cdrId: "id",
      startAt: "startDateTime",
      endAt: "end_date_time",
      evseUid: "evse_uid",
      connectorId: "connector_id",
      energy: "Total_Energy",
      parkingTime: "total_parking_time",
    });
  });

  it("takes a name in part when nothing fits better, and is less sure then", () => {
    const { mapping, confidence } = guess("Session Start Date Time (local),x\n2025-01-01 10:00,1");
    expect([mapping.columns.startAt, confidence.startAt]).toEqual(["Session Start Date Time (local)", 0.8]);
  });

  it("takes no column for the id whose values repeat, and none for a number that holds words", () => {
    const { mapping } = guess("id,energy\n1,much\n1,little");
    expect([mapping.columns.cdrId, mapping.columns.energy]).toEqual([undefined, undefined]);
  });

  it.each([
    ["Energy (Wh)\n5", "Wh"],
    ["Energy (kWh)\n50000", "kWh"],
    ["Energy\n22000\n7000\n12", "Wh"],
    ["Energy\n22\n7\n9000", "kWh"],
  ])("tells the unit of %j", (text, unit) => {
    expect(guess(text.replaceAll("\n", ";x\n")).mapping.energyUnit).toBe(unit);
  });

  it.each([
    ["Duration", "1:30", "clock"],
    ["Duration (h)", "1,5", "hours"],
    ["Dauer Sekunden", "90", "seconds"],
    ["Dauer", "90", "minutes"],
  ])("tells the unit of %s with %s", (name, value, unit) => {
    expect(guess(`${name};b\n${value};x`).mapping.durationUnit).toBe(unit);
  });

  it("guesses by content where there is no header, and says how unsure that is", () => {
    const { mapping, confidence } = guess(
      "E1;06.09.2018 10:00;06.09.2018 11:00;22,28\nE2;13.09.2018 10:00;13.09.2018 11:00;7,1",
    );
    expect(mapping.columns).toEqual({ startAt: "#2", endAt: "#3", energy: "#4" });
    expect(confidence).toEqual({ startAt: 0.5, endAt: 0.5, energy: 0.5 });
  });
});
