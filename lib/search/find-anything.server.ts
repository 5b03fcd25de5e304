/** One search over everything a person may open, for the palette. */
import type { Tx } from "@/db/client";
import {
  findCdrsById,
  findCompaniesNamed,
  findContractsNamed,
  findRecordsById,
  findReportsNumbered,
  findSites,
  findTariffsNamed,
  findTokens,
} from "@/db/queries/find";
import { openableViews } from "@/db/queries/saved-views";
import { isAllowed, type Permission } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { cdrHref } from "@/lib/cdrs/cdr-key";
import { isUuid } from "@/lib/input/fields";
import { viewHref } from "@/lib/views/view-query";
import type { FoundItem, FoundKind } from "./found";

type Search = {
  kind: FoundKind;
  permission: Permission;
  find: (tx: Tx, text: string, viewer: Viewer) => Promise<Omit<FoundItem, "kind">[]>;
};

const SEARCHES: readonly Search[] = [
  {
    kind: "view",
    permission: "views:write",
    find: async (tx, text, viewer) =>
      (await openableViews(tx, viewer.userId))
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, 5)
        .map((view) => ({ label: view.name, detail: null, href: `/${view.list}${viewHref(view)}` })),
  },
  {
    kind: "company",
    permission: "companies:read",
    find: async (tx, text) =>
      (await findCompaniesNamed(tx, text)).map(({ id, name, legalName }) => ({
        label: name,
        detail: legalName === name ? null : legalName,
        href: `/companies/${id}`,
      })),
  },
  {
    kind: "site",
    permission: "locations:read",
    find: async (tx, text) =>
      (await findSites(tx, text)).map(({ id, name, city }) => ({
        label: name,
        detail: city,
        href: `/locations/${id}`,
      })),
  },
  {
    kind: "report",
    permission: "settlement:read",
    find: async (tx, text) =>
      (await findReportsNumbered(tx, text)).map(({ id, partnerId, number, partnerName }) => ({
        label: number,
        detail: partnerName,
        href: `/reports/${partnerId}/${id}`,
      })),
  },
  {
    kind: "contract",
    permission: "contracts:read",
    find: async (tx, text) =>
      (await findContractsNamed(tx, text)).map(({ id, name, partnerName }) => ({
        label: name,
        detail: partnerName,
        href: `/contracts/${id}`,
      })),
  },
  {
    kind: "tariff",
    permission: "tariffs:read",
    find: async (tx, text) =>
      (await findTariffsNamed(tx, text)).map(({ id, name }) => ({ label: name, detail: null, href: `/tariffs/${id}` })),
  },
  {
    kind: "token",
    permission: "tokens:read",
    find: async (tx, text) =>
      (await findTokens(tx, text)).map(({ id, uid }) => ({ label: uid, detail: null, href: `/tokens/${id}` })),
  },
  {
    kind: "cdr",
    permission: "cdrs:read",
    find: async (tx, text) =>
      (await findCdrsById(tx, text)).map((cdr) => ({ label: cdr.cdrId, detail: cdr.sourceName, href: cdrHref(cdr) })),
  },
  {
    kind: "record",
    permission: "records:read",
    find: async (tx, text) =>
      isUuid(text)
        ? (await findRecordsById(tx, text)).map(({ id, partnerId, partnerName, list }) => ({
            label: id,
            detail: partnerName,
            href: `/${list}/${partnerId}/${id}`,
          }))
        : [],
  },
];

/** At most a handful of each kind, in the order of the list above; nothing of what the viewer may not open. */
export function findAnything(viewer: Viewer, text: string): Promise<FoundItem[]> {
  return readAs(viewer, async (tx) => {
    const found: FoundItem[] = [];
    for (const { kind, permission, find } of SEARCHES) {
      if (!isAllowed(viewer.role, permission)) continue;
      found.push(...(await find(tx, text, viewer)).map((item) => ({ kind, ...item })));
    }
    return found;
  });
}
