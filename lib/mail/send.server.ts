/** Sends queued mails; run by the worker. */
import { createTransport } from "nodemailer";
import { asOwner } from "@/db/client";
import { lockUnsentMail, markMailFailed, markMailSent } from "@/db/queries/mails";
import { withoutSecrets } from "./templates";

const TIMEOUT_MILLISECONDS = 20_000;

/**
 * The task `send_mail`. A mail that is sent, kept or being sent by another worker is left alone; the mail is marked
 * in the transaction that holds it, and its links lose their secrets.
 * @throws Error when the server refuses it; the queue tries again
 */
export async function sendMail({ mailId }: { mailId: string }): Promise<void> {
  const { SMTP_URL: server, MAIL_FROM: from } = process.env;
  if (!server || !from) throw new Error("SMTP_URL and MAIL_FROM must be set to send mails");
  const sender = createTransport(server, {
    connectionTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
  } as object);
  try {
    await asOwner(async (tx) => {
      const mail = await lockUnsentMail(tx, mailId);
      if (!mail) return;
      await sender.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text });
      await markMailSent(tx, mail.id, withoutSecrets(mail.text), Date.now());
    });
  } catch (error) {
    await asOwner((tx) => markMailFailed(tx, mailId, error instanceof Error ? error.message : String(error)));
    throw error;
  } finally {
    sender.close();
  }
}
