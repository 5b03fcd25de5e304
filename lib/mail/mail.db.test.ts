/** Mails: kept without a server, sent by the task with one. The server is a real SMTP server on this machine. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asStaff, ownerClient } from "@/db/client";
import { listMails } from "@/db/queries/mails";
import { requestAccessMail } from "@/lib/access/request-access-mail.server";
import type { Viewer } from "@/lib/access/viewer";
import { testDatabase } from "@/scripts/testing/database";
import { clearPeople, makePerson, NOW } from "@/scripts/testing/people";
import { queueMail } from "./queue-mail.server";
import { sendMail } from "./send.server";
import { sendAgain } from "./send-again.server";

await testDatabase();

const received: string[] = [];
let refuses = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, done) => done(refuses ? new Error("mailbox full") : null),
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      received.push(Buffer.concat(chunks).toString("utf8"));
      done();
    });
  },
});
let smtpUrl = "";
let anna: Viewer;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

beforeEach(async () => {
  await clearPeople();
  await ownerClient()`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`;
  anna = await makePerson("Anna", "admin");
  received.length = 0;
  refuses = false;
});
afterEach(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

function configure(): void {
  Object.assign(process.env, { SMTP_URL: smtpUrl, MAIL_FROM: "Settlement <settlement@example.com>" });
}
const ask = () => requestAccessMail({ kind: "password_reset", email: anna.email, address: "192.0.2.1", now: NOW });
const stored = async () => (await asStaff((tx) => listMails(tx, {}, { limit: 5 }))).rows[0]!;
const jobs = () => ownerClient()`select task_identifier as task from graphile_worker.jobs`;

describe("without a mail server", () => {
  it("keeps the mail with its link, and adds no job", async () => {
    await ask();
    expect(await stored()).toMatchObject({ to: anna.email, state: "kept", subject: "Set a new password" });
    expect((await stored()).text).toMatch(/\/link\/[\w-]{43}/);
    expect(await jobs()).toHaveLength(0);
  });
});

describe("with a mail server", () => {
  it("queues mail and job in one transaction: both or none", async () => {
    configure();
    const broken = asStaff(async (tx) => {
      const params = { name: "Anna", link: "x" };
      await queueMail(tx, { to: anna.email, locale: "en", template: "signInLink", params, now: NOW });
      throw new Error("undone");
    });
    await expect(broken).rejects.toThrow("undone");
    expect(await jobs()).toHaveLength(0);
    await ask();
    expect([...(await jobs())]).toEqual([{ task: "send_mail" }]);
  });

  it("sends once, and keeps no secret of what it sent", async () => {
    configure();
    await ask();
    const { id, text } = await stored();
    const token = /\/link\/([\w-]{43})/.exec(text)?.[1] ?? "none";
    await Promise.all([sendMail({ mailId: id }), sendMail({ mailId: id })]);
    await sendMail({ mailId: id });
    expect(received).toHaveLength(1);
    expect(received[0]).toContain(`To: ${anna.email}`);
    expect(received[0]?.replace(/=\r\n/g, "")).toContain(token);
    expect(await stored()).toMatchObject({ state: "sent", problem: null });
    expect((await stored()).text).not.toContain(token);
  });

  it("says why a mail failed, and tries again when asked", async () => {
    configure();
    await ask();
    const { id } = await stored();
    refuses = true;
    await expect(sendMail({ mailId: id })).rejects.toThrow(/mailbox full/);
    expect(await stored()).toMatchObject({ state: "failed", problem: expect.stringContaining("mailbox full") });
    refuses = false;
    await sendAgain(anna, id, NOW);
    await expect(sendAgain(anna, id, NOW)).rejects.toMatchObject({ code: "mails.notFailed" });
    await sendMail({ mailId: id });
    expect(await stored()).toMatchObject({ state: "sent" });
  });
});
