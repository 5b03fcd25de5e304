/** Changes with sessions behind them: previewed without a trace, confirmed once, then as the preview said. */
import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findRecalculation } from "@/db/queries/recalculations";
import type { Viewer } from "@/lib/access/viewer";
import { addDays } from "@/lib/calendar/calendar";
import type { ChangeLine } from "@/lib/records/change-sums";
import { readSums } from "@/lib/records/change-sums";
import { runRecalculation } from "@/lib/records/recalculate.server";
import { testDatabase } from "@/scripts/testing/database";
import { NOW, waitingJobs } from "@/scripts/testing/master-data";
import { ocpi } from "@/scripts/testing/ocpi-cdr";
import { makePerson } from "@/scripts/testing/people";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { confirmChange } from "./confirm-change.server";
import { planChange, previewAgain } from "./plan-change.server";
import { previewChange } from "./preview-change.server";

await testDatabase();

let finance: Viewer;
let host: string;
let tariffId: string;
let evseId: string;
beforeAll(async () => {
  finance = await makePerson("Fiona", "finance");
  const organization = await createOrganization();
  host = await createCompany({ name: "Host" });
  const evse = await createEvse({ uid: "E1", ownerId: host });
  evseId = evse.id;
  tariffId = (await createTariff(evse.connectorIds)).id;
  await createContract(host, organization.id);
  const sourceId = await createSource({ toleranceAmount: null });
  const session = (id: string, day: string, kwh: number) =>
    ocpi({ id, evse: "E1", start: `${day}T10:00:00Z`, end: `${day}T11:00:00Z`, kwh });
  await importText(sourceId, [session("1", "2026-05-10", 10), session("2", "2026-06-10", 20)].join("\n"));
  await asOwner((tx) =>
    tx.execute(sql`update periods set state = 'issued', issued_at = now() where month = '2026-05-01'`),
  );
});

const newPrice = (price: number, validFrom: string, reason: string | null = "agreed in April") => {
  const components = [{ type: "ENERGY", price, vat: 20, step_size: 1 }];
  const json = JSON.stringify({
    currency: "GBP",
    elements: [{ price_components: components }],
    last_updated: "2026-01-01T00:00:00Z",
  });
  return { tariffId, validFrom, json, purchaseJson: "", configurations: [], reason };
};
const traces = async () => {
  const [row] = await asOwner((tx) =>
    tx.execute(sql`select (select count(*)::int from tariff_versions) as versions,
      (select version::int from reference_version) as reference, (select count(*)::int from audit_events) as events,
      (select sum(partner_share)::text from revenue_records) as share`),
  );
  return row;
};
const sumsOf = async (id: string) => readSums((await asOwner((tx) => findRecalculation(tx, id)))!.result!.sums);
const told = (lines: readonly ChangeLine[]) =>
  lines
    .map(
      (line) =>
        `${line.kind} ${line.originMonth} in ${line.periodMonth}: ${line.before.partnerShare} → ${line.after.partnerShare}`,
    )
    .sort();

it("previews a new price over open and issued months without a trace, and the run then does just that", async () => {
  const before = await traces();
  const { previewId } = await planChange(finance, "tariff_version", newPrice(0.5, "2026-05-01"), NOW);
  expect(await waitingJobs("preview_change")).toContainEqual({ runId: previewId });
  await previewChange(previewId!, () => NOW);
  // 10 kWh × 0.10 more = 1.00, 70 %; 20 kWh: 0.40 → 0.50 is 8.00 → 10.00, 5.60 → 7.00
  const expected = ["difference 2026-05 in 2026-06: 0 → 7000", "replaced 2026-06 in 2026-06: 56000 → 70000"];
  expect(await sumsOf(previewId!)).toMatchObject({ cdrs: 2, changed: 2, differences: 1, kept: 0 });
  expect(told((await sumsOf(previewId!)).lines)).toEqual(expected);
  expect(await traces()).toEqual(before);
  const runId = await confirmChange(finance, previewId!, NOW);
  await runRecalculation(runId, () => NOW);
  expect(told((await sumsOf(runId)).lines)).toEqual(expected);
  // 2.80 issued + 0.70 + 7.00
  expect(await traces()).toMatchObject({ versions: 2, share: "10.5000" });
  const [difference] = await asOwner((tx) =>
    tx.execute(
      sql`select reason, to_char(period_month, 'YYYY-MM') as month from revenue_records where cdr_id = '1~d1'`,
    ),
  );
  expect(difference).toEqual({ reason: "agreed in April", month: "2026-06" });
  await expect(confirmChange(finance, previewId!, NOW)).rejects.toThrow("recalculations.confirmed");
});

it("lets only the first of two people confirm", async () => {
  const { previewId } = await planChange(finance, "tariff_version", newPrice(0.6, "2026-06-02"), NOW);
  await expect(confirmChange(finance, previewId!, NOW)).rejects.toThrow("recalculations.notReady");
  await previewChange(previewId!, () => NOW);
  const both = await Promise.allSettled([
    confirmChange(finance, previewId!, NOW),
    confirmChange(finance, previewId!, NOW),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  const versions = await asOwner((tx) => tx.execute(sql`select from tariff_versions where valid_from = '2026-06-02'`));
  expect(versions.length).toBe(1);
});

it("asks to calculate again when master data have changed since", async () => {
  const planned = await planChange(finance, "tariff_version", newPrice(0.7, "2026-06-03"), NOW);
  await previewChange(planned.previewId!, () => NOW);
  await createCompany({ name: "Somebody else" });
  await expect(confirmChange(finance, planned.previewId!, NOW)).rejects.toThrow("recalculations.outdated");
  const againId = await previewAgain(finance, planned.previewId!, NOW);
  await previewChange(againId, () => NOW);
  await confirmChange(finance, againId, NOW);
  const late = await planChange(finance, "tariff_version", newPrice(0.8, "2026-06-04"), NOW);
  await confirmLater(late.previewId!);
});

/** The day was taken meanwhile: the preview says that the change is not possible any more. */
async function confirmLater(previewId: string): Promise<void> {
  await asOwner((tx) =>
    tx.execute(sql`insert into tariff_versions (id, tariff_id, version, valid_from, sales, created_at)
      select gen_random_uuid(), tariff_id, 99, '2026-06-04', sales, now() from tariff_versions limit 1`),
  );
  await previewChange(previewId, () => NOW);
  const preview = await asOwner((tx) => findRecalculation(tx, previewId));
  expect(preview).toMatchObject({ state: "failed", result: { problem: "tariffs.versionExists" } });
}

it("calculates again only for whoever may make the change, and not what holds already", async () => {
  const operations = await makePerson("Olga", "operations");
  const auditor = await makePerson("Aude", "auditor");
  const asked = { ...newPrice(0.65, "2026-06-05"), reason: null };
  const { previewId } = await planChange(operations, "tariff_version", asked, NOW);
  await expect(previewAgain(auditor, previewId!, NOW)).rejects.toMatchObject({ code: "access.forbidden" });
  await previewChange(previewId!, () => NOW);
  await expect(confirmChange(auditor, previewId!, NOW)).rejects.toMatchObject({ code: "access.forbidden" });
  await confirmChange(finance, previewId!, NOW);
  await expect(previewAgain(operations, previewId!, NOW)).rejects.toThrow("recalculations.confirmed");
});

it("lets only so many previews of one person wait", async () => {
  const busy = await makePerson("Busy", "operations");
  const asked = { ...newPrice(0.66, "2026-06-06"), reason: null };
  for (let n = 0; n < 20; n++) await planChange(busy, "tariff_version", asked, NOW);
  await expect(planChange(busy, "tariff_version", asked, NOW)).rejects.toMatchObject({
    code: "recalculations.tooManyPreviews",
    params: { count: 20 },
  });
});

it("refuses at once what is not possible, and what only finance may do", async () => {
  const operations = await makePerson("Otto", "operations");
  const change = newPrice(0.5, "2026-05-02", null);
  await expect(planChange(operations, "tariff_version", change, NOW)).rejects.toThrow("locations.reachesIssuedMonth");
  await expect(planChange(finance, "tariff_version", { ...change, tariffId: host }, NOW)).rejects.toThrow(
    "tariffs.gone",
  );
});

it("makes a change at once that no known session follows from", async () => {
  const tomorrow = addDays("2026-06-15", 1);
  const planned = await planChange(finance, "tariff_version", newPrice(0.9, tomorrow), NOW);
  expect(planned).toMatchObject({ previewId: null, result: { id: tariffId } });
});

it("previews another owner: what one loses the other gains", async () => {
  const other = await createCompany({ name: "Other" });
  const input = { partnerId: other, evseIds: [evseId], locationIds: [], from: "2026-06-01", to: null, reason: null };
  const { previewId } = await planChange(finance, "owner_assignment", input, NOW);
  await previewChange(previewId!, () => NOW);
  const { lines } = await sumsOf(previewId!);
  expect(lines.map((line) => line.partnerId)).toEqual([host]);
  expect(lines[0]!.after.partnerShare).toBe(0n);
});
