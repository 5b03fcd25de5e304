/** How often something may fail before it is refused for a while. */
import type { Instant } from "@/lib/calendar/calendar";

export type RateLimit = { failures: number; withinMilliseconds: number };

const MINUTE = 60_000;

export const RATE_LIMITS = {
  signInOfAccount: { failures: 5, withinMilliseconds: 15 * MINUTE },
  signInFromAddress: { failures: 30, withinMilliseconds: 15 * MINUTE },
  /** Mails that anybody can cause by typing an address. */
  mailToAddress: { failures: 5, withinMilliseconds: 60 * MINUTE },
  mailFromAddress: { failures: 30, withinMilliseconds: 60 * MINUTE },
  sharePassword: { failures: 10, withinMilliseconds: 15 * MINUTE },
  sharePasswordFromAddress: { failures: 30, withinMilliseconds: 15 * MINUTE },
} as const satisfies Record<string, RateLimit>;

/** Whether another try is refused. */
export function isExhausted(failures: number, limit: RateLimit): boolean {
  return failures >= limit.failures;
}

/** Whole minutes until the oldest failure leaves the window, at least one. */
export function minutesUntilNextTry(oldestFailure: Instant, limit: RateLimit, now: Instant): number {
  return Math.max(1, Math.ceil((oldestFailure + limit.withinMilliseconds - now) / MINUTE));
}
