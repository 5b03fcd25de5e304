import { createTranslator } from "next-intl";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { insertMail } from "@/db/queries/mails";
import type { Instant } from "@/lib/calendar/calendar";
import { availableLocales, loadMessages } from "@/lib/i18n/load-messages.server";
import { DEFAULT_LOCALE, type Locale } from "@/lib/i18n/locale";
import type { Messages } from "@/lib/i18n/messages";
import { enqueue } from "@/lib/jobs/enqueue.server";
import type { MailTemplate } from "./templates";

/** The name of the worker's task that sends one mail; its payload is `{ mailId }`. */
export const SEND_MAIL = "send_mail";

/**
 * Writes a mail in the recipient's language, in the transaction of what it tells of. With an SMTP server a job sends
 * it after the commit; without one it is kept for the outbox page.
 */
export async function queueMail(
  tx: Tx,
  mail: {
    to: string;
    /** The recipient's; null or unknown: the default. */
    locale: Locale | null;
    template: MailTemplate;
    params: Readonly<Record<string, string>>;
    now: Instant;
  },
): Promise<void> {
  const id = uuidv7();
  const isSent = Boolean(process.env.SMTP_URL);
  await insertMail(tx, {
    id,
    to: mail.to,
    ...wordsOf(mail.locale, mail.template, mail.params),
    state: isSent ? "waiting" : "kept",
    createdAt: mail.now,
    meta: { template: mail.template },
  });
  if (isSent) await enqueue(tx, SEND_MAIL, { mailId: id }, { jobKey: `${SEND_MAIL}:${id}` });
}

function wordsOf(locale: Locale | null, template: MailTemplate, params: Readonly<Record<string, string>>) {
  const known = locale !== null && availableLocales().includes(locale) ? locale : DEFAULT_LOCALE;
  const t = createTranslator({
    locale: known,
    messages: loadMessages(known) as unknown as Messages,
    namespace: "mails",
  });
  return { subject: t(`${template}.subject`, params), text: t(`${template}.text`, params) };
}
