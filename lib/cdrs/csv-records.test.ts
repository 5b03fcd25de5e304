import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRecord, CsvRecords, LONGEST_RECORD } from "./csv-records";

const FORMAT = { delimiter: ",", quote: '"', headerLine: 1 } as const;

function read(pieces: readonly string[], format: ConstructorParameters<typeof CsvRecords>[0] = FORMAT): CsvRecord[] {
  const records = new CsvRecords(format);
  return [...pieces.flatMap((piece) => records.push(piece)), ...records.finish()];
}
const cellsOf = (records: CsvRecord[]) => records.map((one) => ("cells" in one ? one.cells : one.problem.code));
const linesOf = (records: CsvRecord[]) => records.map((one) => one.line);

/** Cuts a text at the given places, wherever they fall. */
function cutAt(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
}

describe("CsvRecords", () => {
  it("reads quotes, doubled quotes, line breaks in cells, both line ends and a last line without one", () => {
    const records = read(['a,b,c\r\n1,"x, ""y""",3\n\n"two\r\nlines",,\r\n5\' 6",7,8']);
    expect(cellsOf(records)).toEqual([
      ["a", "b", "c"],
      ["1", 'x, "y"', "3"],
      ["two\r\nlines", "", ""],
      ["5' 6\"", "7", "8"],
    ]);
    expect(linesOf(records)).toEqual([1, 2, 4, 6]);
  });

  it("reports an open quote on its line and reads on with the next", () => {
    const records = read(['a,b\n1,"open\n2,"closed"\n3,x\n']);
    expect(cellsOf(records)).toEqual([["a", "b"], "malformed_quotes", ["2", "closed"], ["3", "x"]]);
    expect(linesOf(records)).toEqual([1, 2, 3, 4]);
  });

  it("reports an open quote that nothing closes, at the end of the file or after too much text", () => {
    expect(cellsOf(read(['a,b\n1,"open\n2,x\n3,y']))).toEqual([["a", "b"], "malformed_quotes", ["2", "x"], ["3", "y"]]);
    const long = `a,b\n1,"open\n${"2,x\n".repeat(LONGEST_RECORD / 4)}3,"y"\n`;
    const records = cellsOf(read(cutAt(long, [70_000, 300_000])));
    expect(records[1]).toBe("malformed_quotes");
    expect(records.length).toBe(3 + LONGEST_RECORD / 4);
    expect(records.at(-1)).toEqual(["3", "y"]);
  });

  it("takes a cell over two lines for an open quote when the number of cells is off", () => {
    expect(cellsOf(read(['a,b\n1,"open\n2,",x\n3,x\n']))).toEqual([
      ["a", "b"],
      "malformed_quotes",
      "malformed_quotes",
      ["3", "x"],
    ]);
  });

  it("reports a line that is too long once, however it arrives", () => {
    const text = `a,b\n${"x".repeat(LONGEST_RECORD + 1)}\n1,2\n`;
    const expected = [["a", "b"], "row_too_long", ["1", "2"]];
    expect(cellsOf(read([text]))).toEqual(expected);
    expect(cellsOf(read(cutAt(text, [5, 200_000, LONGEST_RECORD + 4])))).toEqual(expected);
  });

  it("gives back every table that a CSV writer wrote, whatever the cuts", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "7", '"', ",", "\n", "\r\n", " ", "ü", ";"), maxLength: 6 });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(table, fc.array(fc.nat(), { maxLength: 5 }), (rows, cuts) => {
        const text = stringify([rows[0]!.map((_, index) => `c${index}`), ...rows], { quoted: true });
        expect(cellsOf(read(cutAt(text, cuts)))).toEqual([rows[0]!.map((_, index) => `c${index}`), ...rows]);
      }),
    );
  });

  it("gives the same records for every text, however broken, whatever the cuts", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', '""', ",", "\n", "\r\n", "\r", "1,2\n"), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (broken, cuts) => {
        expect(read(cutAt(broken, cuts))).toEqual(read([broken]));
      }),
      { numRuns: 500 },
    );
  });
});
