import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  connectorsWithTariff,
  findTariff,
  insertTariffVersion,
  renameTariff,
  versionsOfTariff,
} from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import type { SavedTariff } from "./create-tariff.server";
import { permitTariffChange, tariffConstraints, tariffsChanged } from "./tariff-changes.server";
import { type NewVersionInput, readTariffJson } from "./tariff-input";

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

/**
 * Gives a tariff another name; nothing it says changes.
 * @throws UserError tariffs.gone, tariffs.nameTaken
 */
export async function nameTariff(
  viewer: Viewer,
  input: { tariffId: string; name: string },
  now: Instant,
): Promise<void> {
  await translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      const tariff = await findTariff(tx, input.tariffId, { forUpdate: true });
      if (!tariff) throw new UserError("tariffs.gone");
      await renameTariff(tx, tariff.id, input.name);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "tariff",
        objectId: tariff.id,
        label: input.name,
        changes: diff(tariff, { ...tariff, name: input.name }, ["name"]),
        at: now,
      });
    }),
  );
}
