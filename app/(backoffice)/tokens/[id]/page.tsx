import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { companyOptions } from "@/db/queries/companies";
import { salesTariffsOf } from "@/db/queries/sales-tariffs";
import { tariffOptions } from "@/db/queries/tariff-choices";
import { findToken } from "@/db/queries/tokens";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { edit } from "../actions";
import { TokenForm } from "../token-form";
import { SalesTariffs } from "./sales-tariffs";

export default async function TokenPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("tokens:read");
  const t = await getTranslations("tokens");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const { token, issuers, assignments, tariffs } = await readAs(viewer, async (tx) => {
    const found = await findToken(tx, id);
    const holders = [{ tokenId: id, companyId: null }, ...(found?.issuerId ? [ofCompany(found.issuerId)] : [])];
    return {
      token: found,
      issuers: await companyOptions(tx),
      assignments: await salesTariffsOf(tx, holders),
      tariffs: await tariffOptions(tx, "emp_sales"),
    };
  });
  if (!token) notFound();
  const mayWrite = isAllowed(viewer.role, "tokens:write");
  return (
    <Page width="reading">
      <PageHeader
        title={token.uid}
        description={t("payerHint")}
        breadcrumbs={[{ label: t("title"), href: "/tokens" }, { label: token.uid }]}
      />
      <ClientMessages areas={["tokens", "tariffs", "locations", "access"]}>
        <TokenForm action={edit} token={token} issuers={issuers} mayWrite={mayWrite} />
        <SalesTariffs
          tokenId={id}
          uid={token.uid}
          assignments={assignments}
          tariffs={tariffs}
          today={dateOf(Date.now(), "UTC")}
          mayWrite={isAllowed(viewer.role, "tariffs:write")}
        />
      </ClientMessages>
    </Page>
  );
}

function ofCompany(companyId: string) {
  return { tokenId: null, companyId };
}
