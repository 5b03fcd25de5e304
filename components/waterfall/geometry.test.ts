import { describe, expect, it } from "vitest";
import { layOutBars } from "./geometry";

describe("layOutBars", () => {
  it("[X1] hangs each step between the amounts before and after it", () => {
    const bars = layOutBars([
      { kind: "start", amount: "20.0000" },
      { kind: "minus", amount: "-4.0000" },
      { kind: "plus", amount: "1.0000" },
      { kind: "result", amount: "17.0000" },
    ]);
    expect(bars).toEqual([
      { left: 0, width: 100 },
      { left: 80, width: 20 },
      { left: 80, width: 5 },
      { left: 0, width: 85 },
    ]);
  });

  it("keeps what falls below zero inside the picture", () => {
    const bars = layOutBars([
      { kind: "start", amount: "3" },
      { kind: "minus", amount: "-4" },
      { kind: "result", amount: "-1" },
    ]);
    expect(bars).toEqual([
      { left: 25, width: 75 },
      { left: 0, width: 100 },
      { left: 0, width: 25 },
    ]);
  });

  it("draws nothing of nothing", () => {
    expect(layOutBars([{ kind: "start", amount: "0.0000" }])).toEqual([{ left: 0, width: 0 }]);
  });
});
