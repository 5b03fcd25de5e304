/** Limits tries: each is written down as failed before it is made, and taken back when it succeeds. */
import { asStaff, type Tx } from "@/db/client";
import {
  countFailures,
  forgetFailures,
  insertAttempt,
  lockAttempts,
  markSucceeded,
  oldestFailure,
} from "@/db/queries/access-attempts";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { isExhausted, minutesUntilNextTry, type RateLimit } from "./rate-limit";

/** What is limited: `sign_in:<e-mail>`, `sign_in_from:<address>`, `share:<link id>` … */
export type LimitedKey = { key: string; limit: RateLimit };

export type Attempt = { ids: readonly string[] };

/**
 * Takes one try of every key, in the order given (the same everywhere, so that nobody waits in a circle).
 * @throws UserError access.tooManyAttempts with the minutes until the next try
 */
export function reserveAttempt(keys: readonly LimitedKey[], now: Instant): Promise<Attempt> {
  return asStaff(async (tx) => {
    const ids: string[] = [];
    for (const { key, limit } of keys) {
      await lockAttempts(tx, key);
      const failures = await countFailures(tx, key, now - limit.withinMilliseconds);
      if (isExhausted(failures, limit)) {
        const oldest = (await oldestFailure(tx, key)) ?? now;
        throw new UserError("access.tooManyAttempts", { params: { minutes: minutesUntilNextTry(oldest, limit, now) } });
      }
      ids.push(await insertAttempt(tx, key, now));
    }
    return { ids };
  });
}

/** The try succeeded; failures of `cleared` (the account, never the address) no longer count. */
export async function settleAttempt(tx: Tx, attempt: Attempt, cleared?: string): Promise<void> {
  for (const id of attempt.ids) await markSucceeded(tx, id);
  if (cleared !== undefined) await forgetFailures(tx, cleared);
}
