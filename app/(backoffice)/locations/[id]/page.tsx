import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Facts, Page, PageHeader, Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { companyOptions } from "@/db/queries/companies";
import { evsesAt, findLocation, type Location } from "@/db/queries/locations";
import { ownershipHistory } from "@/db/queries/owners";
import { tariffsAtLocation } from "@/db/queries/tariffs";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { isUuid } from "@/lib/input/fields";
import { EvseTable } from "./evse-table";
import { OwnerHistory } from "./owner-history";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("locations"))("title") };
}

export default async function LocationPage(props: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("locations:read");
  const t = await getTranslations("locations");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const today = dateOf(Date.now(), "UTC");
  const found = await readAs(viewer, async (tx) => ({
    location: await findLocation(tx, id),
    evses: await evsesAt(tx, [id]),
    history: await ownershipHistory(tx, id),
    tariffs: await tariffsAtLocation(tx, id, today),
    owners: [...(await companyOptions(tx, "partner")), ...(await companyOptions(tx, "own"))],
  }));
  const { location, evses, history } = found;
  if (!location) notFound();
  const mayWrite = isAllowed(viewer.role, "locations:write");
  return (
    <Page>
      <PageHeader
        title={location.name}
        breadcrumbs={[{ label: t("title"), href: "/locations" }, { label: location.name }]}
        actions={
          mayWrite && (
            <>
              <Button asChild>
                <Link href={`/locations/${id}/evses/new`}>{t("newEvse")}</Link>
              </Button>
              <Button asChild variant="primary">
                <Link href={`/locations/${id}/edit`}>{t("edit")}</Link>
              </Button>
            </>
          )
        }
      />
      <LocationFacts location={location} />
      <ClientMessages areas={["locations"]}>
        <Section title={t("detail.evses")}>
          <EvseTable
            locationId={id}
            evses={evses}
            history={history}
            tariffs={found.tariffs}
            today={today}
            mayWrite={mayWrite}
          />
        </Section>
        <OwnerHistory locationId={id} history={history} owners={found.owners} mayWrite={mayWrite && evses.length > 0} />
      </ClientMessages>
    </Page>
  );
}

async function LocationFacts({ location }: { location: Location }) {
  const t = await getTranslations("locations");
  const country = new Intl.DisplayNames([await getLocale()], { type: "region" }).of(location.country);
  const address = [location.address, `${location.postalCode} ${location.city}`.trim(), country];
  const position = location.latitude && location.longitude ? `${location.latitude}, ${location.longitude}` : "–";
  return (
    <Facts
      items={[
        { key: "address", label: t("fields.address"), value: address.filter(Boolean).join(", ") },
        { key: "externalId", label: t("fields.externalId"), value: location.externalId },
        { key: "timeZone", label: t("fields.timeZone"), value: location.timeZone },
        { key: "position", label: t("fields.position"), value: position },
      ]}
    />
  );
}
