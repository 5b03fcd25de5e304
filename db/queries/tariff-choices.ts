/** What the forms of tariffs offer to choose from. */
import { and, asc, eq, ilike, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connectors, evses, locations, tariffs } from "@/db/schema";
import type { TariffKind } from "@/lib/tariffs/tariff-input";
import type { ChargePointOption, TariffOption } from "@/lib/tariffs/tariff-options";
import { contains } from "./keyset";

const MOST_SUGGESTED = 20;

/** The first charge points whose uid, or whose site's name, contains a text. */
export async function findChargePoints(tx: Tx, search: string): Promise<ChargePointOption[]> {
  const pattern = contains(search);
  return tx
    .select({ id: evses.id, uid: evses.uid, site: locations.name })
    .from(evses)
    .innerJoin(locations, eq(locations.id, evses.locationId))
    .where(search.trim() ? or(ilike(evses.uid, pattern), ilike(locations.name, pattern)) : undefined)
    .orderBy(asc(evses.uid), asc(evses.id))
    .limit(MOST_SUGGESTED);
}

/** The OCPI connector types that there are. */
export async function connectorStandards(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ standard: sql<string>`${connectors.standard}` })
    .from(connectors)
    .where(isNotNull(connectors.standard))
    .orderBy(sql`1`);
  return rows.map((row) => row.standard);
}

/** The tariffs that can be assigned, by name. */
export async function tariffOptions(tx: Tx, kind?: TariffKind): Promise<TariffOption[]> {
  return tx
    .select({ id: tariffs.id, name: tariffs.name, currency: tariffs.currency, kind: tariffs.kind })
    .from(tariffs)
    .where(and(isNull(tariffs.archivedAt), kind && eq(tariffs.kind, kind)))
    .orderBy(sql`lower(${tariffs.name})`, asc(tariffs.id));
}
