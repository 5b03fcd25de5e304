import { describe, expect, it } from "vitest";
import { formatDecimal } from "@/lib/money/amount";
import { averageKw, readTrial, sessionOfTrial, type Trial } from "./trial-session";
import { tryTariff, tryTariffInput } from "./try-tariff";

const tariff = (elements: object[]) => JSON.stringify({ currency: "EUR", elements });
const price = (type: string, value: number) => ({ type, price: value, vat: 20, step_size: 1 });
const json = tariff([{ price_components: [price("FLAT", 1), price("ENERGY", 0.4), price("PARKING_TIME", 6)] }]);
const trial: Trial = {
  start: "2026-06-15T08:00",
  zone: "Europe/Berlin",
  energyKwh: "20",
  minutes: "90",
  parkingMinutes: "30",
  peakKw: "0",
  current: "AC",
};

function tried(given: string, changes: Partial<Trial> = {}) {
  const answer = tryTariff(tryTariffInput.parse({ json: given, ...trial, ...changes }));
  if (answer.kind !== "tried" || answer.result.kind !== "rated") throw new Error(JSON.stringify(answer));
  return answer.result;
}

describe("tryTariff", () => {
  it("prices the session that was asked for, component by component", () => {
    // 20 kWh × 0.40 = 8.00; half an hour of parking at 6.00 = 3.00; start 1.00; 20 % VAT on 12.00 = 2.40
    const { components, revenue, gross } = tried(json);
    expect([formatDecimal(revenue), formatDecimal(gross!)]).toEqual(["12.0000", "14.4000"]);
    expect(components.map(({ component, amount }) => [component, formatDecimal(amount)])).toEqual([
      ["energy", "8.0000"],
      ["parking", "3.0000"],
      ["session", "1.0000"],
    ]);
  });

  it("reads the start on the clocks of the zone", () => {
    // 08:00 in Berlin is inside 08:00–09:00 there: 60 of 90 minutes at 2.00, 30 at 1.00.
    const byClock = tariff([
      { price_components: [price("TIME", 2)], restrictions: { start_time: "08:00", end_time: "09:00" } },
      { price_components: [price("TIME", 1)] },
    ]);
    expect(formatDecimal(tried(byClock).revenue)).toBe("2.5000");
    expect(formatDecimal(tried(byClock, { zone: "Europe/London", start: "2026-06-15T07:00" }).revenue)).toBe("2.0000");
  });

  it("charges four fifths at the highest power, so that prices by power and current can be tried", () => {
    // 16 of 20 kWh at 32 kW take 30 minutes, the other 4 kWh the remaining 60: 16 × 0.50 + 4 × 0.20 = 8.80
    const byPower = tariff([
      { price_components: [price("ENERGY", 0.2)], restrictions: { max_power: 30 } },
      { price_components: [price("ENERGY", 0.5)] },
    ]);
    expect(formatDecimal(tried(byPower, { peakKw: "32" }).revenue)).toBe("8.8000");
    // 11.5 kW at 230 V are 50 A, at 400 V 28.75 A.
    const byCurrent = tariff([
      { price_components: [price("ENERGY", 1)], restrictions: { min_current: 50 } },
      { price_components: [price("ENERGY", 0)] },
    ]);
    const steady = { energyKwh: "11.5", minutes: "60", parkingMinutes: "0" };
    expect(formatDecimal(tried(byCurrent, steady).revenue)).toBe("11.5000");
    expect(formatDecimal(tried(byCurrent, { ...steady, current: "DC" }).revenue)).toBe("0.0000");
  });

  it("names what is wrong with the tariff by its place in the JSON", () => {
    const answer = tryTariff(tryTariffInput.parse({ json: '{"currency":"EUR","elements":[]}', ...trial }));
    expect(answer).toMatchObject({ kind: "problems", problems: [{ path: "elements", code: "list_empty" }] });
  });
});

describe("the sliders' session", () => {
  it("keeps one power where the highest is too low for the energy in the time", () => {
    expect(sessionOfTrial({ ...trial, peakKw: "10" }).periods).toHaveLength(2);
    expect(averageKw(trial)).toBe("13.3");
    expect(averageKw({ energyKwh: "5", minutes: "0" })).toBeNull();
  });

  it("loses nothing where the power falls, and takes no time for nothing", () => {
    const { periods, totalEnergyKwh } = sessionOfTrial({ ...trial, energyKwh: "9.9999", peakKw: "40" });
    expect(periods.reduce((total, { energyKwh }) => total + energyKwh, 0n)).toBe(totalEnergyKwh);
    expect(sessionOfTrial({ ...trial, minutes: "0", parkingMinutes: "0" }).periods).toHaveLength(1);
  });

  it("reads an address field by field and leaves the rest as it was", () => {
    const read = readTrial({ minutes: "45", energyKwh: "7,5", zone: "Mars/Base", start: "2026-02-30T10:00" }, trial);
    expect(read).toEqual({ ...trial, minutes: "45", energyKwh: "7.5" });
    expect(readTrial({ minutes: "2881", parkingMinutes: "2880" }, trial)).toEqual({ ...trial, parkingMinutes: "2880" });
  });

  it("takes a time that the clocks skip for the moment at which they do", () => {
    const { startAt } = sessionOfTrial({ ...trial, start: "2026-03-29T02:30" });
    expect(new Date(startAt).toISOString()).toBe("2026-03-29T01:00:00.000Z");
  });
});
