import { describe, expect, it } from "vitest";
import { layOutColumns, sharesOf } from "./scale";

describe("layOutColumns", () => {
  it("makes the highest value the full height", () => {
    expect(layOutColumns(["5.0000", "10.0000"])).toEqual({
      zero: 0,
      bars: [
        { bottom: 0, height: 50 },
        { bottom: 0, height: 100 },
      ],
    });
  });

  it("hangs a negative month below the zero line", () => {
    expect(layOutColumns(["30", "-10"])).toEqual({
      zero: 25,
      bars: [
        { bottom: 25, height: 75 },
        { bottom: 0, height: 25 },
      ],
    });
  });
});

describe("sharesOf", () => {
  it("adds up to a hundred percent", () => {
    expect(sharesOf(["1", "1", "1"])).toEqual([3334, 3333, 3333]);
  });

  it("has no shares of nothing", () => {
    expect(sharesOf(["0.0000", 0n])).toEqual([0, 0]);
  });
});
