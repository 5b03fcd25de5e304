import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { connectorsOfHolders, holdersOfTariff } from "@/db/queries/sales-tariffs";
import {
  configurationsOf,
  connectorsWithTariff,
  findTariff,
  type TariffVersionRow,
  versionsOfTariff,
} from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant, IsoDate } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { type Costs, readCosts, type VersionCosts } from "./read-costs";
import type { Tariff } from "./tariff";
import { permitTariffChange, tariffConstraints, tariffsChanged, writeVersion } from "./tariff-changes.server";
import type { NewVersionInput, SavedTariff } from "./tariff-input";

/**
 * Changes what a tariff says from a day on: as a new version with all its costs, never by editing one. Sessions of
 * connectors, tokens and companies that have it are priced again from that day.
 * @throws UserError tariffs.gone, tariffs.versionExists, tariffs.currencyFixed, locations.reachesIssuedMonth, and
 *   what `readCosts` throws
 */
export async function changeTariff(viewer: Viewer, input: NewVersionInput, now: Instant): Promise<SavedTariff> {
  const { tariffId, validFrom, reason } = input;
  const read = readCosts(input, tariffId);
  if (!read.ok) return { problems: read.problems };
  return translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      const tariff = await findTariff(tx, tariffId, { forUpdate: true });
      if (!tariff) throw new UserError("tariffs.gone");
      if (read.costs.currency !== tariff.currency) {
        throw new UserError("tariffs.currencyFixed", { field: "json", params: { currency: tariff.currency } });
      }
      const connectorIds = await connectorsPricedBy(tx, tariffId, validFrom);
      await permitTariffChange(tx, viewer, { connectorIds, from: validFrom, reason });
      const before = (await versionsOfTariff(tx, tariffId)).find((known) => known.validFrom <= validFrom);
      const changes = await changesSince(tx, before, { ...read.costs, validFrom });
      const written = { tariffId, validFrom, costs: read.costs, createdAt: now, createdBy: viewer.userId };
      const version = await writeVersion(tx, written);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "tariff",
        objectId: tariffId,
        label: tariff.name,
        changes,
        reason,
        at: now,
      });
      await tariffsChanged(tx, connectorIds, validFrom);
      return { id: tariffId, version };
    }),
  );
}

/** Connectors that have it, and those at which its tokens charged. */
async function connectorsPricedBy(tx: Tx, tariffId: string, from: IsoDate): Promise<string[]> {
  const holders = await holdersOfTariff(tx, tariffId, from);
  const charged = await connectorsOfHolders(tx, holders, from);
  return [...new Set([...(await connectorsWithTariff(tx, tariffId, from)), ...charged])];
}

const SALES_FIELDS = ["elements", "min_price", "max_price", "tax_included"] as const;

/** What the version says otherwise than the one before it. */
async function changesSince(
  tx: Tx,
  before: TariffVersionRow | undefined,
  after: VersionCosts & { validFrom: IsoDate },
) {
  const old = (before ?? { sales: null, purchase: null }) as Costs;
  const counted = before ? (await configurationsOf(tx, [before.id])).length : 0;
  const count = after.configurations.length;
  return {
    ...diff({ validFrom: before?.validFrom ?? null }, { validFrom: after.validFrom }, ["validFrom"]),
    ...diff<Partial<Tariff>, keyof Tariff & string>(old.sales ?? {}, after.sales ?? {}, SALES_FIELDS),
    ...diff({ purchase: old.purchase?.elements ?? null }, { purchase: after.purchase?.elements ?? null }, ["purchase"]),
    ...diff({ configurations: counted }, { configurations: count }, ["configurations"]),
  };
}
