import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { insertTariff } from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { readCosts } from "./read-costs";
import { tariffConstraints, writeVersion } from "./tariff-changes.server";
import type { NewTariffInput, SavedTariff } from "./tariff-input";

/**
 * Creates a tariff of a kind with its first version: sales and purchase cost, and price configurations.
 * @throws UserError tariffs.nameTaken, and what `readCosts` throws
 */
export async function createTariff(viewer: Viewer, input: NewTariffInput, now: Instant): Promise<SavedTariff> {
  const id = uuidv7();
  const read = readCosts(input, id);
  if (!read.ok) return { problems: read.problems };
  const { name, kind, validFrom } = input;
  const { currency, sales, purchase, configurations } = read.costs;
  await translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      await insertTariff(tx, { id, kind, name, currency, createdAt: now });
      await writeVersion(tx, { tariffId: id, validFrom, costs: read.costs, createdAt: now, createdBy: viewer.userId });
      const said = { name, kind, currency, validFrom, elements: sales?.elements, purchase: purchase?.elements };
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "created",
        objectType: "tariff",
        objectId: id,
        label: name,
        changes: {
          ...diff(null, said, ["name", "kind", "currency", "validFrom", "elements", "purchase"]),
          ...(configurations.length > 0 ? { configurations: [null, configurations.length] } : {}),
        },
        at: now,
      });
    }),
  );
  return { id, version: 1 };
}
