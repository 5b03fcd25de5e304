import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, it } from "vitest";
import { printedReport } from "@/bench/support/printed-report";
import { fitted, linesOf, type PenFont } from "./pen";
import { drawReport } from "./report-pdf.server";
import { writingOf } from "./report-writing.server";

describe("a report with more sessions than fit on a page", () => {
  const { report, records } = printedReport(100);
  let pages: string[] = [];
  let sizes: number[][] = [];
  let bytes: Uint8Array;

  beforeAll(async () => {
    bytes = await drawReport(report, records, writingOf(report));
    const document = await getDocumentProxy(new Uint8Array(bytes));
    pages = (await extractText(document)).text;
    sizes = await Promise.all(pages.map(async (_, index) => (await document.getPage(index + 1)).view));
  });

  it("[A34] holds every session as text that can be searched and copied, also beyond Latin-1", () => {
    const text = pages.join("\n");
    expect(text.match(/DE\*WAT\*E\d{3}\*1/g)).toEqual(records.map((record) => record.evseUid));
    expect(text).toContain("Szőlő utca 12");
    expect(text).toContain("Torvegade 3, København");
  });

  it("repeats heads and names the page on each of its A4 pages", () => {
    expect(pages.map((page) => /Seite (\d+) von (\d+)/.exec(page)?.slice(1))).toEqual(
      pages.map((_, index) => [String(index + 1), String(pages.length)]),
    );
    expect(pages.slice(2).every((page) => page.includes("Ende") && page.includes("Anteil"))).toBe(true);
    expect(sizes.every(([, , width, height]) => Math.round(width!) === 595 && Math.round(height!) === 842)).toBe(true);
  });

  it("has the same bytes whenever it is drawn", async () => {
    const again = await drawReport(report, records, writingOf(report));
    expect(Buffer.compare(again, bytes)).toBe(0);
  });
});

describe("text that is too long", () => {
  /** Every character is half as wide as high. */
  const font: PenFont = {
    key: "x",
    face: {},
    capHeight: 0.7,
    isShaped: true,
    widthOf: (text, size) => (text.length * size) / 2,
  };
  const style = { font, size: 10, color: "#000" };

  it("is cut with an ellipsis that fits too", () => {
    expect(fitted("12345678", 40, style)).toBe("12345678");
    expect(fitted("123456789", 40, style)).toBe("1234567…");
  });

  it("is broken between words", () => {
    expect(linesOf("one two three", 35, style)).toEqual(["one two", "three"]);
    expect(linesOf("unbreakable", 20, style)).toEqual(["unbreakable"]);
  });
});
