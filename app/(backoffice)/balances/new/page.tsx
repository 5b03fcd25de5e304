import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { uuidv7 } from "uuidv7";
import { TopUpForm } from "@/components/balance/top-up-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { listOrganizations } from "@/db/queries/organizations";
import { partnerChoices } from "@/db/queries/record-choices";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { create } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("balances"))("new.title") };
}

/** Money that a partner adds to its users' accounts. */
export default async function NewTopUpPage() {
  const viewer = await requireViewer("expenses:write");
  const t = await getTranslations("balances");
  const { partners, organizations } = await readAs(viewer, async (tx, scope) => ({
    partners: await partnerChoices(tx, scope),
    organizations: await listOrganizations(tx),
  }));
  return (
    <Page width="reading">
      <PageHeader
        title={t("new.title")}
        description={t("new.description")}
        breadcrumbs={[{ label: t("title"), href: "/balances" }, { label: t("new.title") }]}
      />
      <ClientMessages areas={["balances"]}>
        <TopUpForm
          action={create}
          id={uuidv7()}
          today={dateOf(Date.now(), await viewerZone(viewer))}
          partners={partners}
          organizations={organizations.map(({ id, name, currency }) => ({ id, name: `${name} · ${currency}` }))}
        />
      </ClientMessages>
    </Page>
  );
}
