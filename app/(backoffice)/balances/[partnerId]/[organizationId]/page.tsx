import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MovementTable } from "@/components/balance/movement-table";
import { Pager, pagerLinks, type Query } from "@/components/data-table";
import { readFilters } from "@/components/data-table/filters";
import { Headline } from "@/components/figures";
import { placeShape } from "@/components/record/filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader, Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { findAccount, listMovements } from "@/db/queries/balances";
import { findOrganization } from "@/db/queries/organizations";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { markPaid, takeBack } from "../../actions";

const LIMIT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("balances"))("title") };
}

/** One balance: what came, what it paid, what is left. */
export default async function BalancePage(props: {
  params: Promise<{ partnerId: string; organizationId: string }>;
  searchParams: Promise<Query>;
}) {
  const viewer = await requireViewer("records:read");
  const t = await getTranslations("balances");
  const { partnerId, organizationId } = await props.params;
  if (!isUuid(partnerId) || !isUuid(organizationId)) notFound();
  const query = await props.searchParams;
  const place = await readFilters(placeShape, query);
  const found = await readAs(viewer, async (tx, scope) => {
    const organization = await findOrganization(tx, organizationId);
    if (!organization) return null;
    const ledger = { partnerId, organizationId, currency: organization.currency };
    const account = await findAccount(tx, scope, ledger);
    return account && { account, page: await listMovements(tx, ledger, { ...place, limit: LIMIT }) };
  });
  if (!found) notFound();
  const { account, page } = found;
  const mayWrite = isAllowed(viewer.role, "expenses:write");
  return (
    <Page>
      <PageHeader
        title={account.partnerName}
        description={account.organizationName}
        breadcrumbs={[{ label: t("title"), href: "/balances" }, { label: account.partnerName }]}
        actions={
          mayWrite && (
            <Button asChild variant="primary">
              <Link href="/balances/new">{t("new.open")}</Link>
            </Button>
          )
        }
      />
      <Headline label={t("fields.balance")} value={account.balance} currency={account.currency} size="lg" />
      <Section title={t("movements.title")} description={t("movements.description")}>
        <ClientMessages areas={["balances"]}>
          <MovementTable
            rows={page.rows}
            partnerId={partnerId}
            currency={account.currency}
            zone={account.timeZone}
            deeds={mayWrite ? { markPaid, takeBack, today: dateOf(Date.now(), account.timeZone) } : null}
          />
        </ClientMessages>
        <Pager {...pagerLinks(query, page)} />
      </Section>
    </Page>
  );
}
