import { describe, expect, it } from "vitest";
import type { RatingStep } from "@/lib/rating/types";
import { lanesOf, powerOf, ticksOf } from "./layout";

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
const rounded = (component: "energy" | "parking", measured: string, billed: string): RatingStep => ({
  kind: "step",
  component,
  tariff: "t",
  element: 0,
  stepSize: 1,
  measured,
  billed,
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

  it("marks what a step size added behind the stretch that is billed with it", () => {
    const session = { from: 0, until: 100_000 };
    const trace = [
      priced("energy", 0, 60_000),
      priced("parking", 60_000, 80_000),
      rounded("energy", "5.4", "5.5"),
      rounded("parking", "20", "30"),
    ];
    const [energy, parking] = lanesOf(trace, session);
    // Ten of a hundred seconds; energy has no length in time.
    expect(parking?.rounding).toMatchObject({ index: 3, left: 80, width: 10 });
    expect(energy?.rounding).toMatchObject({ index: 2, left: 60, width: 0 });
  });

  it("leaves out steps that have no place in time, and survives a session of no length", () => {
    expect(lanesOf([rounded("energy", "1", "1")], { from: 0, until: 0 })).toEqual([]);
    expect(lanesOf([priced("energy", 5, 5)], { from: 5, until: 5 })[0]?.stretches[0]).toMatchObject({
      left: 0,
      width: 0,
    });
  });
});

describe("ticksOf", () => {
  const between = (from: string, until: string) => ({ from: Date.parse(from), until: Date.parse(until) });
  const clock = (session: { from: number; until: number }, zone: string) =>
    ticksOf(session, zone, 5).map(
      ({ at, midnight }) => `${new Date(at).toISOString().slice(11, 16)}${midnight ? "!" : ""}`,
    );

  it("stands at round times on the clocks of the place", () => {
    expect(clock(between("2026-06-15T08:10:00Z", "2026-06-15T10:05:00Z"), "Europe/Berlin")).toEqual([
      "08:30",
      "09:00",
      "09:30",
      "10:00",
    ]);
    // 12:00 in Kolkata is 06:30 UTC.
    expect(clock(between("2026-06-15T06:20:00Z", "2026-06-15T12:40:00Z"), "Asia/Kolkata")).toEqual([
      "06:30",
      "08:30",
      "10:30",
      "12:30",
    ]);
  });

  it("marks midnight, and goes on round after the clocks were changed", () => {
    // 25 October in Berlin: midnight is 22:00Z in summer time, 03:00 and 06:00 are 02:00Z and 05:00Z in winter time.
    expect(clock(between("2026-10-24T19:00:00Z", "2026-10-25T06:00:00Z"), "Europe/Berlin")).toEqual([
      "19:00",
      "22:00!",
      "02:00",
      "05:00",
    ]);
  });

  it("counts whole days in a session of weeks, and has none in one of no length", () => {
    const ticks = ticksOf(between("2026-06-01T10:00:00Z", "2026-06-21T10:00:00Z"), "Etc/UTC");
    expect(ticks.length).toBeLessThanOrEqual(4);
    expect(ticks.every((tick) => tick.midnight)).toBe(true);
    expect(ticksOf({ from: 5, until: 5 }, "Etc/UTC")).toEqual([]);
  });
});

describe("powerOf", () => {
  it("draws each period's energy over its length, the highest as the full height", () => {
    const hour = 3_600_000;
    const power = powerOf(
      [
        { startAt: 0, energyKwh: 220_000n },
        { startAt: hour, energyKwh: 110_000n },
        { startAt: 3 * hour, energyKwh: 0n },
      ],
      { from: 0, until: 4 * hour },
    );
    expect(power?.highestKw).toBe(22);
    expect(power?.stretches.map(({ left, width, height }) => [left, width, height])).toEqual([
      [0, 25, 100],
      [25, 50, 25],
      [75, 25, 0],
    ]);
  });

  it("has no course to draw for one period, or without energy", () => {
    expect(powerOf([{ startAt: 0, energyKwh: 1n }], { from: 0, until: 1 })).toBeNull();
    expect(
      powerOf(
        [0, 1].map((startAt) => ({ startAt, energyKwh: 0n })),
        { from: 0, until: 2 },
      ),
    ).toBeNull();
  });
});
