import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { findToken } from "@/db/queries/tokens";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { isUuid } from "@/lib/input/fields";
import { edit } from "../actions";
import { TokenForm } from "../token-form";

export default async function TokenPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("tokens:read");
  const t = await getTranslations("tokens");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { token, issuers } = await readAs(viewer, async (tx) => ({
    token: await findToken(tx, id),
    issuers: await companyOptions(tx),
  }));
  if (!token) notFound();
  const mayWrite = isAllowed(viewer.role, "tokens:write");
  return (
    <Page width="reading">
      <PageHeader
        title={token.uid}
        description={t("payerHint")}
        breadcrumbs={[{ label: t("title"), href: "/tokens" }, { label: token.uid }]}
      />
      <ClientMessages areas={["tokens"]}>
        <TokenForm action={edit} token={token} issuers={issuers} mayWrite={mayWrite} />
      </ClientMessages>
    </Page>
  );
}
