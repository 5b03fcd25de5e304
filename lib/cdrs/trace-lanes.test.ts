import { describe, expect, it } from "vitest";
import type { RatingStep } from "@/lib/rating/types";
import { lanesOf } from "./trace-lanes";

const priced = (component: "energy" | "parking" | "session", from: number, until: number): RatingStep => ({
  kind: "priced",
  component,
  tariff: "t",
  element: 0,
  from,
  until,
  quantity: "1",
  price: "0.4",
});

describe("lanesOf", () => {
  it("gives each component a lane in the order of the list, its stretches to scale", () => {
    const lanes = lanesOf([priced("session", 0, 0), priced("parking", 750, 1000), priced("energy", 0, 750)], {
      from: 0,
      until: 1000,
    });
    expect(lanes.map((lane) => lane.component)).toEqual(["energy", "parking", "session"]);
    expect(lanes.map((lane) => lane.stretches.map(({ left, width }) => [left, width]))).toEqual([
      [[0, 75]],
      [[75, 25]],
      [[0, 0]],
    ]);
  });

  it("leaves out steps that have no place in time, and survives a session of no length", () => {
    const step: RatingStep = {
      kind: "step",
      component: "energy",
      tariff: "t",
      element: 0,
      stepSize: 1,
      measured: "1",
      billed: "1",
    };
    expect(lanesOf([step], { from: 0, until: 0 })).toEqual([]);
    expect(lanesOf([priced("energy", 5, 5)], { from: 5, until: 5 })[0]?.stretches[0]).toMatchObject({
      left: 0,
      width: 0,
    });
  });
});
