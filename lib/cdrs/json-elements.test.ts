import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonDocument, type JsonElement, JsonLines, LONGEST_ELEMENT } from "./json-elements";

type Cutter = { push(text: string): JsonElement[]; finish(): JsonElement[] };

function read(cutter: Cutter, pieces: readonly string[]): JsonElement[] {
  return [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.finish()];
}
const valuesOf = (elements: JsonElement[]) =>
  elements.map((one) => ("problem" in one ? one.problem.code : parsed(one.text)));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return "not json";
  }
}

function cutAt(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
}

describe("JsonLines", () => {
  it("gives one object per line and leaves a broken line alone", () => {
    const elements = read(new JsonLines(), ['{"id":1}\r\n\n{"id":2, "x\n{"id":3}']);
    expect(elements.map((one) => one.line)).toEqual([1, 3, 4]);
    expect(valuesOf(elements)).toEqual([{ id: 1 }, "not json", { id: 3 }]);
  });

  it("reports a line that is too long once, and reads the next", () => {
    const text = `{"id":1}\n${"x".repeat(LONGEST_ELEMENT + 1)}\n{"id":3}`;
    for (const cuts of [[], [20, 2_000_000], [LONGEST_ELEMENT + 12]]) {
      expect(valuesOf(read(new JsonLines(), cutAt(text, cuts)))).toEqual([{ id: 1 }, "row_too_long", { id: 3 }]);
    }
  });

  it("gives the same lines whatever the cuts", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("{", "}", "\n", "\r\n", "1"), maxLength: 30 }),
        fc.array(fc.nat()),
        (text, cuts) => {
          expect(read(new JsonLines(), cutAt(text, cuts))).toEqual(read(new JsonLines(), [text]));
        },
      ),
    );
  });
});

describe("JsonDocument", () => {
  it("reads an array, an OCPI response, and objects one behind the other", () => {
    const expected = [{ id: "]" }, { id: { data: [1] } }, 3, "x"];
    expect(valuesOf(read(new JsonDocument(), [JSON.stringify(expected)]))).toEqual(expected);
    const response = JSON.stringify({ status_code: 1000, note: "data", data: expected, timestamp: "now", more: [1] });
    expect(valuesOf(read(new JsonDocument(), [response]))).toEqual(expected);
    const behind = expected.slice(0, 2).map((one) => JSON.stringify(one, null, 2));
    expect(valuesOf(read(new JsonDocument(), [behind.join("\n")]))).toEqual(expected.slice(0, 2));
  });

  it("gives an object without a list of data as it is", () => {
    expect(valuesOf(read(new JsonDocument(), ['{"id":"1","data":"none","list":[{}]}']))).toEqual([
      { id: "1", data: "none", list: [{}] },
    ]);
  });

  it("names the line on which an object starts", () => {
    const text = JSON.stringify([{ a: 1 }, { b: "x\\n" }, { c: 3 }], null, 2);
    expect(read(new JsonDocument(), [text]).map((one) => one.line)).toEqual([2, 5, 8]);
  });

  it("loses only the object in which a string, a comma or a bracket is wrong", () => {
    const text =
      '[\n  {\n    "id": "1\n  },\n  {\n    "id": 2,,\n  },\n  {\n    "id": 3\n  }},\n  {\n    "id": 4\n  }\n]';
    expect(valuesOf(read(new JsonDocument(), [text]))).toEqual(["not json", "not json", { id: 3 }, { id: 4 }]);
  });

  it("finds the next object of the list when a bracket was never closed", () => {
    const text = '[\n  {\n    "id": 1,\n    "list": [\n  {\n    "id": 2\n  },\n  {\n    "id": 3\n  }\n]';
    const elements = read(new JsonDocument(), [text]);
    expect(valuesOf(elements)).toEqual(["not_json", { id: 2 }, { id: 3 }]);
    expect(elements.map((one) => one.line)).toEqual([2, 5, 8]);
  });

  it("says so when the rest of a file cannot be told apart", () => {
    const elements = read(new JsonDocument(), ['[{"id":1},{"id":{"x":1,{"id":3}]']);
    expect(valuesOf(elements)).toEqual([{ id: 1 }, "not_json"]);
    expect(elements[1]).toMatchObject({ line: 1, problem: { params: { resumesAtLine: 0 } } });
  });

  it("keeps no more than the longest object: an open bracket costs one object of a long list", () => {
    const rows = Math.ceil(LONGEST_ELEMENT / 17) + 10;
    const list = Array.from({ length: rows }, (_, index) => `  {"id":${1_000_000 + index}}`).join(",\n");
    const text = `[\n  {"id":1,"list":[\n${list}\n]`;
    const elements = read(new JsonDocument(), cutAt(text, [10, 1_000_000, LONGEST_ELEMENT + 7]));
    expect(elements[0]).toMatchObject({ line: 2, problem: { code: "row_too_long", params: { resumesAtLine: 3 } } });
    expect(elements[1]).toEqual({ line: 3, text: '{"id":1000000}' });
    expect(elements.length).toBe(rows + 1);
    expect(elements.at(-1)).toEqual({ line: rows + 2, text: `{"id":${1_000_000 + rows - 1}}` });
  });

  it("gives back every list, in every layout, whatever the cuts", () => {
    const layout = fc.constantFrom(undefined, 1, "\t");
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        layout,
        fc.array(fc.nat(), { maxLength: 6 }),
        (list, indent, cuts) => {
          const text = JSON.stringify(list, null, indent);
          expect(valuesOf(read(new JsonDocument(), cutAt(text, cuts)))).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it("gives the same elements for every text, however broken, whatever the cuts", () => {
    const unit = fc.constantFrom("{", "}", "[", "]", '"', "\\", ",", "\n", " ", "1", '"data":', '\n{"id":1},');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), fc.array(fc.nat(), { maxLength: 8 }), (text, cuts) => {
        expect(read(new JsonDocument(), cutAt(text, cuts))).toEqual(read(new JsonDocument(), [text]));
      }),
      { numRuns: 1000 },
    );
  });
});
