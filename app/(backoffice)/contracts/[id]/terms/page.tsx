import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { findContract } from "@/db/queries/contracts";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { addMonths, monthOf } from "@/lib/calendar/calendar";
import { parseTerms } from "@/lib/contracts/terms";
import { formOf } from "@/lib/contracts/terms-form";
import { isUuid } from "@/lib/input/fields";
import { TermsForm } from "../../contract-forms";

export default async function ChangeTermsPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("contracts:write");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  const contract = isUuid(id) ? await readAs(viewer, (tx) => findContract(tx, id)) : null;
  const latest = contract?.versions[0];
  if (!contract || !latest) notFound();
  return (
    <Page width="reading">
      <PageHeader
        title={t("changeTermsOf", { name: contract.name })}
        description={t("changeTermsHint")}
        breadcrumbs={[
          { label: t("title"), href: "/contracts" },
          { label: contract.name, href: `/contracts/${id}` },
          { label: t("changeTerms") },
        ]}
      />
      <ClientMessages areas={["contracts", "locations"]}>
        <TermsForm id={id} values={formOf(parseTerms(latest.terms))} month={addMonths(monthOf(Date.now(), "UTC"), 1)} />
      </ClientMessages>
    </Page>
  );
}
