import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { evseOptionsOf, findContract } from "@/db/queries/contracts";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";
import { EditContractForm } from "../../contract-forms";

export default async function EditContractPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("contracts:write");
  const t = await getTranslations("contracts");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const found = await readAs(viewer, async (tx) => {
    const contract = await findContract(tx, id);
    return contract && { contract, evses: await evseOptionsOf(tx, contract.partnerId) };
  });
  if (!found) notFound();
  const { contract, evses } = found;
  return (
    <Page width="reading">
      <PageHeader
        title={contract.name}
        description={t("editHint")}
        breadcrumbs={[
          { label: t("title"), href: "/contracts" },
          { label: contract.name, href: `/contracts/${id}` },
          { label: t("edit") },
        ]}
      />
      <ClientMessages areas={["contracts", "locations"]}>
        <EditContractForm
          contract={{
            id,
            version: contract.version,
            name: contract.name,
            scope: contract.scope,
            siteIds: contract.sites.map((site) => site.id),
            evseIds: contract.evses.map((evse) => evse.id),
            endsIn: contract.endsIn ?? "",
            renewalMonths: contract.renewalMonths?.toString() ?? "",
            noticeMonths: contract.noticeMonths === 0 ? "" : String(contract.noticeMonths),
            noticeGivenOn: contract.noticeGivenOn ?? "",
            externalReference: contract.externalReference ?? "",
          }}
          evses={evses}
        />
      </ClientMessages>
    </Page>
  );
}
