import { describe, expect, it } from "vitest";
import {
  cdrHref,
  cdrKeyOfAddress,
  cdrKeyText,
  heldHref,
  heldKeyOfAddress,
  heldKeyText,
  readCdrKey,
  readHeldKey,
} from "./cdr-key";

const sourceId = "0197a1b2-0000-7000-8000-000000000001";
const contentHash = "ab".repeat(32);

describe("keys of CDRs", () => {
  it.each(["4711", "DE*ABC*E1:1:2018-05-31T22:00:00.000Z", "a.b/c?d", "line\nbreak"])(
    "survive as text: %s",
    (cdrId) => {
      expect(readCdrKey(cdrKeyText({ sourceId, cdrId }))).toEqual({ sourceId, cdrId });
      expect(readHeldKey(heldKeyText({ sourceId, cdrId, contentHash }))).toEqual({ sourceId, cdrId, contentHash });
    },
  );

  it("are nothing when somebody made them up", () => {
    expect(readCdrKey("4711")).toBeNull();
    expect(readCdrKey(`${sourceId}.`)).toBeNull();
    expect(readHeldKey(`${sourceId}.4711`)).toBeNull();
    expect(readHeldKey(`${sourceId}.${contentHash.slice(1)}.4711`)).toBeNull();
  });

  it("are read from the segments of an address, and are nothing where one cannot be decoded or stored", () => {
    expect(cdrKeyOfAddress({ sourceId, cdrId: "a%2Fb" })).toEqual({ sourceId, cdrId: "a/b" });
    for (const cdrId of ["%00", "a%00b", "%E0%A4%A", ""]) {
      expect(cdrKeyOfAddress({ sourceId, cdrId })).toBeNull();
      expect(heldKeyOfAddress(`${sourceId}.${contentHash}.${cdrId}`)).toBeNull();
    }
    expect(cdrKeyOfAddress({ sourceId: "4711", cdrId: "a" })).toBeNull();
  });

  it("make addresses in which the id is one segment", () => {
    expect(cdrHref({ sourceId, cdrId: "a/b" })).toBe(`/cdrs/${sourceId}/a%2Fb`);
    expect(heldHref({ sourceId, cdrId: "a/b", contentHash }).split("/")).toHaveLength(3);
  });
});
