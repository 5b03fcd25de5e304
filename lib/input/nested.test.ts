import { expect, it } from "vitest";
import { nested } from "./nested";

it("makes a list of numbered fields, in the order of their numbers", () => {
  const form = { uid: "A", "rows.10.x": "third", "rows.2.x": "second", "rows.0.x": "first", "rows.0.y": "1" };
  expect(nested(form)).toEqual({ uid: "A", rows: [{ x: "first", y: "1" }, { x: "second" }, { x: "third" }] });
});

it("makes an object of fields with a common owner", () => {
  expect(nested({ name: "C", "terms.kind": "k", "terms.basis": "b" })).toEqual({
    name: "C",
    terms: { kind: "k", basis: "b" },
  });
});

it("leaves what is no object alone", () => {
  expect(nested(null)).toBeNull();
});

it("finds lists inside objects, and lists of plain values", () => {
  const form = { "terms.rates.1.from": "b", "terms.rates.0.from": "a", "terms.basis": "generated", ids: ["x"] };
  expect(nested(form)).toEqual({ terms: { rates: [{ from: "a" }, { from: "b" }], basis: "generated" }, ids: ["x"] });
});
