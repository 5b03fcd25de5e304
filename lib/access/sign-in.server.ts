import { asStaff } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access";
import type { Instant } from "@/lib/calendar/calendar";
import { UserError } from "@/lib/errors/user-error";
import { verifyPassword } from "./password-hash.server";
import { RATE_LIMITS } from "./rate-limit";
import { recordFailedSignIn, recordSignIn, type SignedIn } from "./record-sign-in.server";
import { reserveAttempt, settleAttempt } from "./reserve-attempt.server";

/**
 * Signs in with e-mail and password. Whether the account exists, has no password, is disabled or the password is
 * wrong is the same answer after the same time.
 * @throws UserError access.wrongCredentials, access.tooManyAttempts
 */
export async function signIn(given: {
  email: string;
  password: string;
  address: string;
  now: Instant;
}): Promise<SignedIn> {
  const { now } = given;
  const account = `sign_in:${given.email.toLowerCase()}`;
  const attempt = await reserveAttempt(
    [
      { key: account, limit: RATE_LIMITS.signInOfAccount },
      { key: `sign_in_from:${given.address}`, limit: RATE_LIMITS.signInFromAddress },
    ],
    now,
  );
  const user = await asStaff((tx) => findUserByEmail(tx, given.email));
  const matches = await verifyPassword(user?.passwordHash ?? null, given.password);
  if (!user || !matches || user.disabledAt !== null) {
    // Also without a user a transaction, so that it takes the same time.
    await asStaff(async (tx) => user && recordFailedSignIn(tx, user, now));
    throw new UserError("access.wrongCredentials");
  }
  return asStaff(async (tx) => {
    await settleAttempt(tx, attempt, account);
    return recordSignIn(tx, user, "password", now);
  });
}
