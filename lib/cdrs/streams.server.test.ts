import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CsvFormat } from "./csv-mapping";
import { detectJsonLayout, type JsonLayout, readCsv, readJson } from "./streams.server";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const FORMAT: CsvFormat = { delimiter: ",", quote: '"', encoding: "utf-8", headerLine: 1 };

async function* chunksOf(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let index = 1; index < places.length; index += 1) yield bytes.subarray(places[index - 1], places[index]);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function csvOf(bytes: Uint8Array, format = FORMAT, cuts: readonly number[] = [], batchRows = 3) {
  const batches = await collect(readCsv(chunksOf(bytes, cuts), format, batchRows));
  return { batches, columns: batches.at(-1)!.columns, rows: batches.flatMap((batch) => batch.rows) };
}
const cells = (rows: Awaited<ReturnType<typeof csvOf>>["rows"]) =>
  rows.map((row) => ("cells" in row ? row.cells : row.problem.code));

describe("readCsv", () => {
  it.each([
    ["utf-8", Buffer.from("\ufeffä,b\nStraße €,1\n")],
    ["utf-16le", Buffer.from("\ufeffä,b\nStraße €,1\n", "utf16le")],
    ["windows-1252", Buffer.from("ä,b\nStraße \x80,1\n", "latin1")],
  ] as const)("reads %s, with or without its mark, wherever the chunks end", async (encoding, bytes) => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const { columns, rows } = await csvOf(bytes, { ...FORMAT, encoding }, [cut]);
      expect([columns, cells(rows)]).toEqual([["ä", "b"], [["Straße €", "1"]]]);
    }
  });

  it("reads a single row of another encoding within a file of UTF-8", async () => {
    const bytes = Buffer.concat([
      Buffer.from("a,b\nKöln,1\n"),
      Buffer.from("Köln,2\n", "latin1"),
      Buffer.from("Köln,3"),
    ]);
    expect(cells((await csvOf(bytes)).rows)).toEqual([
      ["Köln", "1"],
      ["Köln", "2"],
      ["Köln", "3"],
    ]);
  });

  it("gives the rows of a real report whatever the cuts of its bytes and the size of the batches", async () => {
    const bytes = fixture("charge-point-report.csv");
    const whole = await csvOf(bytes);
    expect([whole.rows.length, whole.rows[0]!.line, whole.rows.at(-1)!.line]).toEqual([43, 2, 44]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        async (cuts, batchRows) => {
          const cut = await csvOf(bytes, FORMAT, cuts, batchRows);
          expect(cut.rows).toEqual(whole.rows);
          expect(cut.columns).toEqual(whole.columns);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("skips what stands above the header, and lists a broken row among the good ones", async () => {
    const { columns, rows } = await csvOf(fixture("ladevorgaenge.csv"), { ...FORMAT, delimiter: ";", headerLine: 3 });
    expect(columns.length).toBe(9);
    expect(rows.map((row) => row.line)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    expect(rows.filter((row) => "problem" in row)).toMatchObject([{ line: 9, problem: { code: "malformed_quotes" } }]);
  });

  it("names the columns of a file without header by their place", async () => {
    const { columns, rows } = await csvOf(Buffer.from("1,2\n3,4\n"), { ...FORMAT, headerLine: 0 });
    expect([columns, cells(rows)]).toEqual([
      ["#1", "#2"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ]);
  });

  it("tells the columns of a file without rows, and nothing of an empty one", async () => {
    expect(await csvOf(Buffer.from("a,b\n"))).toMatchObject({ columns: ["a", "b"], rows: [] });
    expect(await csvOf(Buffer.from(""))).toMatchObject({ columns: [], rows: [] });
  });

  it("counts the bytes taken in, up to the size of the file", async () => {
    const bytes = Buffer.from(`a,b\n${"1,ü\n".repeat(100)}`);
    const { batches } = await csvOf(bytes, FORMAT, [100, 200, 300], 10);
    const read = batches.map((batch) => batch.bytesRead);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect([read[0], read.at(-1)]).toEqual([100, bytes.length]);
  });

  it("keeps no more than a chunk and a batch of a file that never ends", async () => {
    let given = 0;
    async function* endless() {
      const chunk = Buffer.from("1,2\n".repeat(1000));
      for (;;) {
        given += 1;
        yield chunk;
      }
    }
    let taken = 0;
    for await (const batch of readCsv(endless(), { ...FORMAT, headerLine: 0 }, 500)) {
      taken += batch.rows.length;
      if (taken >= 10_000) break;
    }
    expect(given).toBeLessThanOrEqual(11);
  });
});

describe("readJson", () => {
  const textsOf = async (bytes: Uint8Array, layout: JsonLayout, cuts: readonly number[] = []) => {
    const batches = await collect(readJson(chunksOf(bytes, cuts), layout, 2));
    return batches
      .flatMap((batch) => batch.rows)
      .map((row) => ("text" in row ? JSON.parse(row.text) : row.problem.code));
  };

  it("reads an OCPI response and the same objects line by line, wherever the chunks end", async () => {
    const document = fixture("cdrs.json");
    const objects: unknown[] = JSON.parse(document.toString()).data;
    const lines = Buffer.from(`\ufeff${objects.map((one) => JSON.stringify(one)).join("\n")}`);
    expect(detectJsonLayout(document.toString())).toBe("document");
    expect(detectJsonLayout(lines.toString())).toBe("lines");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 10 }), async (cuts) => {
        expect(await textsOf(document, "document", cuts)).toEqual(objects);
        expect(await textsOf(lines, "lines", cuts)).toEqual(objects);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['{"id":1', '{"id":2}', "lines"],
    ['[{"id":1},', '{"id":2}]', "document"],
    ['{"data":[{"id":1}]}', "", "document"],
    ["{", '"id": 1}', "document"],
  ])("tells the layout of %j, %j", (first, second, layout) => {
    expect(detectJsonLayout(`${first}\n${second}`)).toBe(layout);
  });
});
