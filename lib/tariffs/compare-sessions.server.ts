/** Reads real sessions piece by piece and prices each by two tariffs. Nothing is written. */
import { setImmediate } from "node:timers/promises";
import type { Tx } from "@/db/client";
import { type SessionChoice, type SessionToCompare, streamSessions } from "@/db/queries/tariff-trials";
import { toRateable } from "@/lib/cdrs/rateable";
import { rate } from "@/lib/rating/rate";
import { addSession, type Comparison, emptyComparison } from "./compare-tariffs";
import type { Tariff } from "./tariff";

/** Some seconds of reading and pricing; the newest sessions count. */
export const MOST_COMPARED = 100_000;

export type SessionComparison = Comparison<SessionToCompare> & {
  /** True when there are more sessions than were compared. */
  cut: boolean;
};

/** Compares two tariffs over the sessions of a month; `most` is the bound. */
export async function compareSessions(
  tx: Tx,
  choice: SessionChoice,
  tariffs: { first: Tariff; second: Tariff },
  most = MOST_COMPARED,
): Promise<SessionComparison> {
  const first = [{ versionId: "first", tariff: tariffs.first }];
  const second = [{ versionId: "second", tariff: tariffs.second }];
  const comparison = emptyComparison<SessionToCompare>();
  let read = 0;
  for await (const sessions of streamSessions(tx, choice, most + 1)) {
    for (const session of sessions.slice(0, most - read)) {
      const rateable = toRateable(session, session.timeZone);
      addSession(comparison, session, rate(rateable, first), rate(rateable, second));
    }
    read += sessions.length;
    // Other requests of this process go on between the pieces.
    await setImmediate();
  }
  return { ...comparison, cut: read > most };
}
