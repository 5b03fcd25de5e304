import { MapPin } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import {
  type Column,
  DataTable,
  FilterBar,
  ListFrame,
  Pager,
  pagerLinks,
  type Query,
  StatusTabs,
} from "@/components/data-table";
import { id, isFiltered, oneOf, readFilters, text } from "@/components/data-table/filters";
import { Count } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page, PageHeader } from "@/components/shell/page";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { companyOptions } from "@/db/queries/companies";
import { countLocations, type LocationRow, listLocations, locationCountries } from "@/db/queries/locations";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { dateOf } from "@/lib/calendar/calendar";
import { COUNTRIES } from "@/lib/input/countries";
import { assign } from "./actions";
import { ListActions } from "./list-actions";
import { AssignSelected } from "./owner-dialogs";
import { UnknownEvsesNotice } from "./unknown-evses-notice";

const shape = { q: text, owned: oneOf(["no"]), country: oneOf(COUNTRIES), owner: id };
const place = { after: id, before: id };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("locations"))("title") };
}

export default async function LocationsPage(props: { searchParams: Promise<Query> }) {
  const viewer = await requireViewer("locations:read");
  const t = await getTranslations("locations");
  const query = await props.searchParams;
  const filters = await readFilters(shape, query);
  const at = await readFilters(place, query);
  const today = dateOf(Date.now(), "UTC");
  const filter = {
    search: filters.q ?? undefined,
    country: filters.country ?? undefined,
    ownerId: filters.owner ?? undefined,
  };
  const found = await readAs(viewer, async (tx) => ({
    page: await listLocations(tx, { ...filter, unowned: filters.owned === "no" }, { ...at, limit: 50, today }),
    counts: await countLocations(tx, filter, today),
    countries: await locationCountries(tx),
    owners: await companyOptions(tx, "partner"),
    own: await companyOptions(tx, "own"),
  }));
  const mayWrite = isAllowed(viewer.role, "locations:write");
  const names = new Intl.DisplayNames([await getLocale()], { type: "region" });
  const options = (companies: typeof found.owners) => companies.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} actions={mayWrite && <ListActions />} />
      {mayWrite && <UnknownEvsesNotice viewer={viewer} />}
      <ListFrame>
        <StatusTabs
          param="owned"
          query={query}
          tabs={[
            { value: null, label: t("tabs.all"), count: found.counts.all },
            { value: "no", label: t("tabs.unowned"), count: found.counts.unowned },
          ]}
        />
        <FilterBar
          filters={[
            { type: "search", key: "q", label: t("search") },
            {
              type: "select",
              key: "country",
              label: t("fields.country"),
              options: found.countries.map((code) => ({ value: code, label: names.of(code) ?? code })),
            },
            {
              type: "select",
              key: "owner",
              label: t("fields.owner"),
              options: options([...found.owners, ...found.own]),
            },
          ]}
        />
        <ClientMessages areas={["locations"]}>
          <DataTable
            name="locations"
            caption={t("title")}
            columns={columnsOf(t)}
            rows={found.page.rows}
            rowKey={(row) => row.id}
            rowHref={(row) => `/locations/${row.id}`}
            {...(mayWrite && {
              selection: (row: LocationRow) => ({ label: row.name }),
              bulk: <AssignSelected action={assign} owners={[...found.owners, ...found.own]} />,
            })}
            filtered={isFiltered(filters)}
            empty={
              <Empty icon={MapPin} title={t("empty.title")} action={mayWrite && <ListActions />}>
                {t("empty.text")}
              </Empty>
            }
          />
        </ClientMessages>
        <Pager {...pagerLinks(query, found.page)} />
      </ListFrame>
    </Page>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"locations">>>;

function columnsOf(t: Words): Column<LocationRow>[] {
  const owners = (row: LocationRow) => (
    <>
      {row.owners.join(", ")} {row.unowned > 0 && <Badge tone="warning">{t("unowned", { count: row.unowned })}</Badge>}
    </>
  );
  return [
    { key: "name", header: t("fields.name"), cell: (row) => row.name },
    { key: "owner", header: t("fields.owner"), cell: owners },
    {
      key: "city",
      header: t("fields.city"),
      cell: (row) => [row.city, row.country].filter(Boolean).join(", "),
      muted: true,
    },
    { key: "evses", header: t("fields.evses"), align: "end", cell: (row) => <Count value={row.evses} /> },
    { key: "ac", header: t("fields.ac"), align: "end", cell: (row) => <Count value={row.ac} /> },
    { key: "dc", header: t("fields.dc"), align: "end", cell: (row) => <Count value={row.dc} /> },
    { key: "external-id", header: t("fields.externalId"), cell: (row) => row.externalId, muted: true, truncate: true },
  ];
}
