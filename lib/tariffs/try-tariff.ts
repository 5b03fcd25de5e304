/** What a session would cost: to try a tariff before it holds for anybody. */
import { z } from "zod";
import { rate } from "@/lib/rating/rate";
import type { NonRated, RateableCdr, Rated } from "@/lib/rating/types";
import type { Tariff } from "./tariff";
import { type JsonProblem, readTariffJson } from "./tariff-input";
import { sessionOfTrial, trialFields } from "./trial-session";

export const tryTariffInput = z.object({ json: z.string().max(200_000, "tariffs.tooLong"), ...trialFields });
export type TryTariffInput = z.output<typeof tryTariffInput>;

/** A session and its price, or why it has none. */
export type TriedSession = { session: RateableCdr; result: Rated | NonRated };
export type TriedTariff = { kind: "problems"; problems: JsonProblem[] } | ({ kind: "tried" } & TriedSession);

/** Prices the sliders' session by a tariff given as JSON text. */
export function tryTariff({ json, ...trial }: TryTariffInput): TriedTariff {
  const read = readTariffJson(json);
  if (!read.ok) return { kind: "problems", problems: read.problems };
  return { kind: "tried", ...trySession(sessionOfTrial(trial), read.tariff) };
}

/** Prices any session by one tariff, whatever its periods name. */
export function trySession(session: RateableCdr, tariff: Tariff): TriedSession {
  return { session, result: rate(session, [{ versionId: tariff.id, tariff }]) };
}
