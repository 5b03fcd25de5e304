import { describe, expect, it } from "vitest";
import de from "@/messages/de/audit.json";
import en from "@/messages/en/audit.json";
import { diff } from "./changes";
import { OBJECT_TYPES, VERBS } from "./event";
import { objectPath, sentenceOf, type Told } from "./sentence";

describe("diff", () => {
  const tariff = { name: "AC", price: 4_900n, countries: ["DE"], terms: { a: 1, b: 2 }, note: null as string | null };

  it("keeps the fields that differ, amounts as decimals", () => {
    const next = { ...tariff, price: 5_900n, note: "new", countries: ["DE", "AT"] };
    expect(diff(tariff, next, ["name", "price", "countries", "note"])).toEqual({
      price: ["0.4900", "0.5900"],
      countries: [["DE"], ["DE", "AT"]],
      note: [null, "new"],
    });
  });

  it("takes objects with the same content in another order for equal", () => {
    expect(diff(tariff, { ...tariff, terms: { b: 2, a: 1 } }, ["terms"])).toEqual({});
  });

  it("counts only what has a value when something is made or deleted", () => {
    expect(diff(null, tariff, ["name", "note"])).toEqual({ name: [null, "AC"] });
    expect(diff(tariff, null, ["name", "note"])).toEqual({ name: ["AC", null] });
  });

  it("refuses what no history can hold", () => {
    expect(() => diff(null, { key: new Uint8Array(2) }, ["key"])).toThrow(TypeError);
    expect(() => diff(null, { at: new Date(0) }, ["at"])).toThrow(TypeError);
  });
});

describe("sentenceOf", () => {
  const event: Told = {
    actorId: "u1",
    actor: "Anna",
    verb: "issued",
    objectType: "report",
    objectId: "r1",
    label: "SR-1",
  };

  it("names subject, verb and object", () => {
    expect(sentenceOf(event)).toEqual({
      verb: "verbs.issued",
      object: "objects.report",
      params: { label: "SR-1", self: "no" },
      who: { name: "Anna" },
    });
  });

  it("knows what somebody did to themselves", () => {
    const own: Told = { ...event, objectType: "user", objectId: "u1", verb: "signed_out_everywhere" };
    expect(sentenceOf(own).params.self).toBe("yes");
    expect(sentenceOf({ ...own, objectId: "u2" }).params.self).toBe("no");
  });

  it("tells the reader of a shared link from the system", () => {
    const nobody = { ...event, actorId: null, actor: "Wattsettle" };
    expect(sentenceOf({ ...nobody, objectType: "share", verb: "opened" }).who).toEqual({ message: "linkReader" });
    expect(sentenceOf({ ...nobody, objectType: "user", verb: "sign_in_failed" }).who).toEqual({ message: "somebody" });
    expect(sentenceOf(nobody).who).toBeNull();
  });

  it("[X17] has words for every verb and object in both languages", () => {
    for (const messages of [en, de]) {
      expect(Object.keys(messages.verbs).toSorted()).toEqual([...VERBS].toSorted());
      expect(Object.keys(messages.objects).toSorted()).toEqual([...OBJECT_TYPES].toSorted());
      expect(Object.keys(messages.types).toSorted()).toEqual([...OBJECT_TYPES].toSorted());
    }
  });

  it("links what has a page", () => {
    expect(objectPath("report", "r1")).toBe("/reports/r1");
    expect(objectPath("share", "s1")).toBeNull();
  });
});
