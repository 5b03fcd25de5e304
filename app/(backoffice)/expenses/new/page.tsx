import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { uuidv7 } from "uuidv7";
import { Page, PageHeader } from "@/components/shell/page";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { listOrganizations } from "@/db/queries/organizations";
import { partnerChoices } from "@/db/queries/record-choices";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { dateOf } from "@/lib/calendar/calendar";
import { create } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("expenses"))("new.title") };
}

/** An expense that no contract says, with its reason. */
export default async function NewExpensePage() {
  const viewer = await requireViewer("expenses:write");
  const t = await getTranslations("expenses");
  const { partners, organizations } = await readAs(viewer, async (tx, scope) => ({
    partners: await partnerChoices(tx, scope),
    organizations: await listOrganizations(tx),
  }));
  const today = dateOf(Date.now(), await viewerZone(viewer));
  return (
    <Page width="reading">
      <PageHeader
        title={t("new.title")}
        description={t("new.description")}
        breadcrumbs={[{ label: t("title"), href: "/expenses" }, { label: t("new.title") }]}
      />
      <ActionForm action={create} className="max-w-lg">
        <input type="hidden" name="id" value={uuidv7()} />
        <FormField name="partnerId" label={t("new.partner")}>
          <NativeSelect required>
            {partners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="organizationId" label={t("new.organization")} description={t("new.organizationHint")}>
          <NativeSelect required>
            {organizations.map(({ id, name, currency }) => (
              <option key={id} value={id}>
                {`${name} · ${currency}`}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField name="date" label={t("new.date")}>
          <Input type="date" defaultValue={today} max={today} required />
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField name="quantity" label={t("new.quantity")}>
            <Input inputMode="decimal" defaultValue="1" required />
          </FormField>
          <FormField name="unitPrice" label={t("new.unitPrice")}>
            <Input inputMode="decimal" required />
          </FormField>
        </div>
        <FormField name="reason" label={t("new.reason")}>
          <Textarea required maxLength={500} />
        </FormField>
        <div>
          <SubmitButton>{t("new.submit")}</SubmitButton>
        </div>
      </ActionForm>
    </Page>
  );
}
