import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { MailStateBadge } from "@/components/access/mail-state";
import { id as idFilter } from "@/components/data-table/filters";
import { DateTime } from "@/components/figures";
import { Facts, Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { findMail, type Mail } from "@/db/queries/mails";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { sendMailAgain } from "../actions";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (given: string) => {
  const viewer = await requireViewer("mails:read");
  const id = idFilter.parse(given);
  const mail = id === null ? null : await readAs(viewer, (tx) => findMail(tx, id));
  if (!mail) notFound();
  return { mail, zone: await viewerZone(viewer) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { mail } = await load((await params).id);
  return { title: mail.subject };
}

export default async function MailPage({ params }: Props) {
  const { mail, zone } = await load((await params).id);
  const t = await getTranslations("mails.outbox");
  return (
    <Page width="reading">
      <PageHeader
        breadcrumbs={[{ href: "/settings/outbox", label: t("title") }, { label: mail.subject }]}
        title={mail.subject}
        status={<MailStateBadge state={mail.state} />}
        actions={mail.state === "failed" && <SendAgain mail={mail} />}
      />
      {mail.problem && <Alert tone="danger">{mail.problem}</Alert>}
      <Facts
        items={[
          { key: "to", label: t("to"), value: mail.to },
          { key: "written", label: t("createdAt"), value: <DateTime at={mail.createdAt} zone={zone} /> },
          ...(mail.sentAt === null
            ? []
            : [{ key: "sent", label: t("sentAt"), value: <DateTime at={mail.sentAt} zone={zone} /> }]),
        ]}
      />
      <MailText text={mail.text} />
    </Page>
  );
}

async function SendAgain({ mail }: { mail: Mail }) {
  const t = await getTranslations("mails.outbox");
  return (
    <ConfirmDialog
      trigger={<Button>{t("again")}</Button>}
      title={t("againTitle", { subject: mail.subject, to: mail.to })}
      consequences={[t("againText")]}
      verb={t("again")}
      action={sendMailAgain}
      fields={{ mailId: mail.id }}
    />
  );
}

/** The mail as it was written, with its links to follow. */
function MailText({ text }: { text: string }) {
  return (
    <div className="whitespace-pre-wrap break-words rounded-lg border p-4">
      {text.split(/(https?:\/\/\S+)/).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <a key={part} href={part} rel="noreferrer" className="text-primary underline underline-offset-4">
            {part}
          </a>
        ),
      )}
    </div>
  );
}
