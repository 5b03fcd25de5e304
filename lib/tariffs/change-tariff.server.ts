import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { connectorsWithTariff, findTariff, insertTariffVersion, versionsOfTariff } from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { permitTariffChange, tariffConstraints, tariffsChanged } from "./tariff-changes.server";
import { type NewVersionInput, readTariffJson, type SavedTariff } from "./tariff-input";

/**
 * Changes what a tariff says from a day on: as a new version, never by editing one.
 * @throws UserError tariffs.gone, tariffs.versionExists, tariffs.currencyFixed, locations.reachesIssuedMonth
 */
export async function changeTariff(viewer: Viewer, input: NewVersionInput, now: Instant): Promise<SavedTariff> {
  const { tariffId, validFrom, reason } = input;
  const read = readTariffJson(input.json);
  if (!read.ok) return { problems: read.problems };
  const sales = { ...read.tariff, id: tariffId };
  return translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      const tariff = await findTariff(tx, tariffId, { forUpdate: true });
      if (!tariff) throw new UserError("tariffs.gone");
      if (sales.currency !== tariff.currency) {
        throw new UserError("tariffs.currencyFixed", { field: "json", params: { currency: tariff.currency } });
      }
      const connectorIds = await connectorsWithTariff(tx, tariffId, validFrom);
      await permitTariffChange(tx, viewer, { connectorIds, from: validFrom, reason });
      const before = (await versionsOfTariff(tx, tariffId)).find((known) => known.validFrom <= validFrom);
      const row = { id: uuidv7(), tariffId, validFrom, sales, createdAt: now, createdBy: viewer.userId };
      const version = await insertTariffVersion(tx, row);
      const old = (before?.sales ?? {}) as Partial<typeof sales>;
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "tariff",
        objectId: tariffId,
        label: tariff.name,
        changes: {
          ...diff({ validFrom: before?.validFrom ?? null }, { validFrom }, ["validFrom"]),
          ...diff(old, sales, ["elements", "min_price", "max_price", "tax_included"]),
        },
        reason,
        at: now,
      });
      await tariffsChanged(tx, connectorIds, validFrom);
      return { id: tariffId, version };
    }),
  );
}
