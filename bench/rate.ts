/**
 * Rating: OCPI CDRs as text become rated sessions with their trace, as an import does it. The floor is to parse the
 * same text as JSON and its timestamps as dates: what no program that reads it can leave out.
 */
import { readOcpiText } from "@/lib/cdrs/ocpi";
import { toRateable } from "@/lib/cdrs/rateable";
import { rate } from "@/lib/rating/rate";
import type { RateableCdr } from "@/lib/rating/types";
import { parseTariff, type TariffVersion } from "@/lib/tariffs/tariff";
import type { Bench, Reading } from "./support/bench";
import { ninetyMinuteSessions } from "./support/sessions";
import { inTurns, timed } from "./support/timing";

const ROUNDS = 7;
const TIME_ZONE = "Europe/Berlin";
const SIZES = { tenth: 1_000, whole: 10_000 };

const price = (type: string, amount: number, stepSize = 1) => ({ type, price: amount, vat: 19, step_size: stepSize });

const TARIFFS: Readonly<Record<string, readonly object[]>> = {
  "energy only": [{ price_components: [price("ENERGY", 0.45)] }],
  "flat, time, parking": [
    { price_components: [price("FLAT", 0.5), price("TIME", 2, 60), price("PARKING_TIME", 3, 60)] },
  ],
  "by time of day": [
    { price_components: [price("ENERGY", 0.55)], restrictions: { start_time: "08:00", end_time: "20:00" } },
    { price_components: [price("ENERGY", 0.35)] },
  ],
};

export const bench: Bench = {
  name: "rate",
  needs: "nothing",
  sizes: ({ cdrs }) => [
    { size: Math.min(cdrs, SIZES.tenth), aim: null },
    { size: Math.min(cdrs * 10, SIZES.whole), aim: 3 },
  ],
  async run(_, size) {
    const texts = ninetyMinuteSessions(size);
    const readings: Reading[] = [];
    for (const [name, elements] of Object.entries(TARIFFS)) readings.push(await measure(name, elements, texts));
    return readings;
  },
};

async function measure(name: string, elements: readonly object[], texts: readonly string[]): Promise<Reading> {
  const tariff = versionOf(name, elements);
  const times = await inTurns(
    ROUNDS,
    () => texts.forEach((text) => void rateText(text, tariff)),
    () => texts.forEach((text) => void parseWithTimes(text)),
  );
  const sessions = texts.map(readSession);
  let engineMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    engineMs = Math.min(engineMs, await timed(() => sessions.forEach((session) => void rated(session, tariff))));
  }
  const perSecond = Math.round((texts.length / engineMs) * 1000);
  const fromText = Math.round((texts.length / times.oursMs) * 1000);
  const note = `${fromText.toLocaleString("en")}/s from text, ${perSecond.toLocaleString("en")}/s engine alone`;
  return { case: name, ...times, note };
}

function rateText(text: string, tariff: TariffVersion): bigint {
  return rated(readSession(text), tariff);
}

function readSession(text: string): RateableCdr {
  const read = readOcpiText(text);
  if (!("ok" in read)) throw new Error(`not readable: ${text}`);
  return toRateable(read.ok, TIME_ZONE);
}

function rated(session: RateableCdr, tariff: TariffVersion): bigint {
  const result = rate(session, [tariff]);
  if (result.kind === "non_rated" || result.trace.length === 0) throw new Error("not rated");
  return result.revenue;
}

type Timed = { start_date_time: string };

function parseWithTimes(text: string): number {
  const cdr = JSON.parse(text) as Timed & { end_date_time: string; last_updated: string; charging_periods: Timed[] };
  let sum = Date.parse(cdr.start_date_time) + Date.parse(cdr.end_date_time) + Date.parse(cdr.last_updated);
  for (const period of cdr.charging_periods) sum += Date.parse(period.start_date_time);
  return sum;
}

function versionOf(name: string, elements: readonly object[]): TariffVersion {
  const parsed = parseTariff({ id: name, currency: "EUR", elements });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { versionId: name, tariff: parsed.tariff };
}
