import { uuidv7 } from "uuidv7";
import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import {
  connectorsOfHolders,
  deleteSalesAssignments,
  insertSalesAssignments,
  issuersOf,
  lockHolders,
  type SalesAssignment,
  salesAssignmentsOf,
  type TariffHolder,
} from "@/db/queries/sales-tariffs";
import { findTariff } from "@/db/queries/tariffs";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { addDays, type Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import { changesBetween, type DayRange, give } from "@/lib/locations/day-ranges";
import { permitTariffChange, tariffConstraints, tariffsChanged } from "./tariff-changes.server";
import type { AssignSalesTariffInput } from "./tariff-input";

/**
 * Gives tokens, or all tokens of companies, an EMP sales tariff for some days, or none; what they had on those days
 * ends. Their sessions are priced again from the first day on.
 * @returns how many tokens and companies have another tariff now.
 * @throws UserError tariffs.gone, tariffs.notForTokens, tariffs.holdersGone, locations.reachesIssuedMonth
 */
export async function assignSalesTariff(viewer: Viewer, input: AssignSalesTariffInput, now: Instant): Promise<number> {
  const { tariffId, from, to, reason } = input;
  return translateConstraints(tariffConstraints, () =>
    asStaff(async (tx) => {
      const tariff = tariffId === null ? null : await findTariff(tx, tariffId);
      if (tariffId !== null && !tariff) throw new UserError("tariffs.gone");
      if (tariff && tariff.kind !== "emp_sales") throw new UserError("tariffs.notForTokens", { field: "tariffId" });
      const holders = await lockHolders(tx, input);
      if (holders.length < input.tokenIds.length + input.companyIds.length) throw new UserError("tariffs.holdersGone");
      const days = { from, until: to === null ? null : addDays(to, 1) };
      const change = changeOf(holders, await salesAssignmentsOf(tx, holders), days, tariffId);
      if (change.holders.length === 0) return 0;
      const connectorIds = await connectorsOfHolders(tx, change.holders, from);
      const payerIds = await issuersOf(tx, change.holders);
      await permitTariffChange(tx, viewer, { connectorIds, payerIds, from, reason });
      await deleteSalesAssignments(tx, change.gone);
      await insertSalesAssignments(tx, change.come, now);
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: tariff ? "assigned" : "ended",
        objectType: "tariff_assignment",
        objectId: tariffId ?? "emp_sales",
        label: tariff?.name ?? "emp_sales",
        changes: {
          from: [null, from],
          to: [null, to],
          tokens: [null, input.tokenIds],
          companies: [null, input.companyIds],
        },
        reason,
        at: now,
      });
      await tariffsChanged(tx, connectorIds, from);
      return change.holders.length;
    }),
  );
}

type Change = { holders: TariffHolder[]; gone: string[]; come: SalesAssignment[] };

/** Which rows go and which come; holders whose tariff stays are left out. */
function changeOf(
  holders: readonly TariffHolder[],
  assignments: readonly SalesAssignment[],
  days: DayRange,
  tariffId: string | null,
): Change {
  const change: Change = { holders: [], gone: [], come: [] };
  for (const holder of holders) {
    const { tokenId, companyId } = holder;
    const own = assignments.filter((row) => row.tokenId === tokenId && row.companyId === companyId);
    const before = own.map((row) => ({ ...row, holder: row.tariffId }));
    const { gone, come } = changesBetween(before, give(before, days, tariffId));
    if (gone.length + come.length === 0) continue;
    change.holders.push(holder);
    change.gone.push(...gone);
    change.come.push(
      ...come.map((part) => ({ id: uuidv7(), tokenId, companyId, tariffId: part.holder, days: part.days })),
    );
  }
  return change;
}
