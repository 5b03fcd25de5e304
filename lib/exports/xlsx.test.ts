import { describe, expect, it } from "vitest";
import { readSheet, unzip } from "@/scripts/testing/unzip";
import { XlsxWriter } from "./xlsx.server";
import { dateSerial, type SheetColumn } from "./xlsx-xml";
import { ZipWriter } from "./zip.server";

const COLUMNS: SheetColumn[] = [
  { header: "partner", kind: "text" },
  { header: "revenue", kind: "amount" },
  { header: "ended_at", kind: "time" },
  { header: "period", kind: "month" },
];

async function workbookOf(rows: (string | null)[][], sheetRows?: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const workbook = new XlsxWriter(
    "revenue",
    COLUMNS,
    async (piece) => {
      pieces.push(piece);
    },
    sheetRows,
  );
  await workbook.rows(rows);
  await workbook.finish();
  return Buffer.concat(pieces);
}

describe("a workbook", () => {
  it("[A33] holds numbers as numbers, times as days since 1899, and texts as they are", async () => {
    const bytes = await workbookOf([
      ["Müller & <Söhne> \u0007\uffff", "-12.3456", "2026-10-31 18:00:00", "2026-10"],
      ["'=1+1", null, null, null],
    ]);
    // 31 October 2026 is day 46,326 (1 January 1970 is 25,569, 20,757 days before); 18:00 is three quarters of it.
    expect(readSheet(bytes)).toEqual([
      ["partner", "revenue", "ended_at", "period"],
      ["Müller & <Söhne> ", -12.3456, 46_326.75, 46_296],
      ["'=1+1", null, null, null],
    ]);
    expect(unzip(bytes).get("xl/workbook.xml")?.toString()).toContain(
      '<sheet name="revenue" sheetId="1" r:id="rId1"/>',
    );
  });

  it("[A33] goes on in another sheet when one is full, each with its header", async () => {
    const bytes = await workbookOf(
      [["a"], ["b"], ["c"]].map((row) => [...row, null, null, null]),
      3,
    );
    const firsts = (sheet: number) => readSheet(bytes, sheet).map(([first]) => first);
    expect(firsts(1)).toEqual(["partner", "a", "b"]);
    expect(firsts(2)).toEqual(["partner", "c"]);
    const files = unzip(bytes);
    expect(files.get("xl/workbook.xml")?.toString()).toContain('name="revenue 2" sheetId="2"');
    expect(files.get("[Content_Types].xml")?.toString()).toContain("/xl/worksheets/sheet2.xml");
  });

  it("has its header when there is no row", async () => {
    expect(readSheet(await workbookOf([]))).toHaveLength(1);
  });
});

describe("an archive", () => {
  it("gives back files that were added in pieces larger and smaller than a block", async () => {
    const pieces: Buffer[] = [];
    const zip = new ZipWriter(async (piece) => {
      pieces.push(piece);
    });
    const large = Buffer.from("kilowatt hours, ".repeat(50_000));
    await zip.open("große Datei.txt");
    for (let at = 0; at < large.length; at += 300_000) await zip.add(large.subarray(at, at + 300_000));
    await zip.close();
    await zip.file("empty.txt", "");
    await zip.finish();
    const files = unzip(Buffer.concat(pieces));
    expect(files.get("große Datei.txt")?.equals(large)).toBe(true);
    expect(files.get("empty.txt")).toHaveLength(0);
    expect(Buffer.concat(pieces).length).toBeLessThan(large.length / 20);
  });

  it("refuses what would damage it", async () => {
    const zip = new ZipWriter(async () => undefined);
    await expect(zip.add(Buffer.from("x"))).rejects.toThrow("no file is open");
    await zip.open("a");
    await expect(zip.open("b")).rejects.toThrow("still open");
  });
});

describe("dateSerial", () => {
  it("counts days from 30 December 1899", () => {
    expect(dateSerial("1900-03-01 00:00:00")).toBe(61);
    expect(dateSerial("1970-01")).toBe(25_569);
  });
});
