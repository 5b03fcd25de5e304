import { asStaff } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access";
import { appendAuditEvent } from "@/db/queries/audit";
import type { Instant } from "@/lib/calendar/calendar";
import { queueMail } from "@/lib/mail/queue-mail.server";
import { issueAccessLink } from "./issue-access-link.server";
import { RATE_LIMITS } from "./rate-limit";
import { reserveAttempt } from "./reserve-attempt.server";

const templates = { sign_in: "signInLink", password_reset: "passwordReset" } as const;

/**
 * Sends someone who forgot the password, or wants none, a link. Nobody learns from the answer whether the address
 * has an account.
 * @throws UserError access.tooManyAttempts
 */
export async function requestAccessMail(given: {
  kind: keyof typeof templates;
  email: string;
  address: string;
  now: Instant;
}): Promise<void> {
  const { kind, now } = given;
  await reserveAttempt(
    [
      { key: `mail_to:${given.email.toLowerCase()}`, limit: RATE_LIMITS.mailToAddress },
      { key: `mail_from:${given.address}`, limit: RATE_LIMITS.mailFromAddress },
    ],
    now,
  );
  await asStaff(async (tx) => {
    const user = await findUserByEmail(tx, given.email);
    if (!user || user.disabledAt !== null) return;
    const link = await issueAccessLink(tx, { kind, userId: user.id, createdBy: null }, now);
    await queueMail(tx, {
      to: user.email,
      locale: user.locale,
      template: templates[kind],
      params: { name: user.name, link },
      now,
    });
    if (kind !== "password_reset") return;
    await appendAuditEvent(tx, {
      actor: { id: user.id, name: user.name },
      verb: "password_requested",
      objectType: "user",
      objectId: user.id,
      label: user.name,
      partnerId: user.companyId,
      at: now,
    });
  });
}
