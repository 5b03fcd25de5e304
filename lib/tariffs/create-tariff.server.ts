import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertTariff, insertTariffVersion } from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { tariffConstraints } from "./tariff-changes.server";
import { type NewTariffInput, readTariffJson, type SavedTariff } from "./tariff-input";

/**
 * Creates a tariff with its first version.
 * @throws UserError tariffs.nameTaken
 */
export async function createTariff(viewer: Viewer, input: NewTariffInput, now: Instant): Promise<SavedTariff> {
  const read = readTariffJson(input.json);
  if (!read.ok) return { problems: read.problems };
  const id = uuidv7();
  const sales = { ...read.tariff, id };
  const { name, validFrom } = input;
  await translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      await insertTariff(tx, { id, name, currency: sales.currency, createdAt: now });
      const versionId = uuidv7();
      await insertTariffVersion(tx, {
        id: versionId,
        tariffId: id,
        validFrom,
        sales,
        createdAt: now,
        createdBy: viewer.userId,
      });
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "tariff",
        objectId: id,
        label: name,
        changes: diff(null, { name, currency: sales.currency, validFrom, elements: sales.elements }, [
          "name",
          "currency",
          "validFrom",
          "elements",
        ]),
        at: now,
      });
    }),
  );
  return { id, version: 1 };
}
