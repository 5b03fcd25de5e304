import { describe, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import { listTariffs, tariffsAtLocation, usesOfTariff, versionsOfTariff } from "@/db/queries/tariffs";
import { auditEvents, periods } from "@/db/schema";
import type { Viewer } from "@/lib/access/viewer";
import { assignOwner } from "@/lib/locations/assign-owner.server";
import { assignOwnerInput } from "@/lib/locations/owner-input";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, givenOrganization, givenSite, NOW, staff, waitingJobs } from "@/scripts/testing/master-data";
import { assignTariff } from "./assign-tariff.server";
import { changeTariff } from "./change-tariff.server";
import { createTariff } from "./create-tariff.server";
import { assignTariffInput, newTariffInput, newVersionInput } from "./tariff-input";

await testDatabase();
const admin = staff();

const json = (price: number, fields: object = {}) =>
  JSON.stringify({
    currency: "EUR",
    elements: [{ price_components: [{ type: "ENERGY", price, vat: 19, step_size: 1 }] }],
    ...fields,
  });

async function givenTariff(name: string, validFrom = "2026-01-01"): Promise<string> {
  const saved = await create({ name, validFrom, json: json(0.45) });
  if ("problems" in saved) throw new Error(JSON.stringify(saved.problems));
  return saved.id;
}

const create = (fields: object) => createTariff(admin, newTariffInput.parse(fields), NOW);
const newVersion = (viewer: Viewer, fields: object) => changeTariff(viewer, newVersionInput.parse(fields), NOW);
const assign = (fields: object) => assignTariff(admin, assignTariffInput.parse(fields), NOW);

/** "tariff current connectors from until" of a tariff's uses. */
async function uses(tariffId: string): Promise<string[]> {
  const rows = await asStaff((tx) => usesOfTariff(tx, tariffId));
  return rows.map(
    (use) => `${use.locationName} ${use.current} ${use.connectorIds.length} ${use.days.from} ${use.days.until ?? "…"}`,
  );
}

describe("a tariff", () => {
  it("names every mistake of its JSON with the path, and saves nothing", async () => {
    const saved = await create({ name: "Wrong", validFrom: "2026-01-01", json: '{"currency":"eur","elements":[{}]}' });
    expect(saved).toMatchObject({
      problems: [
        { path: "currency", code: "currency_code", found: '"eur"' },
        { path: "elements[0].price_components", code: "missing" },
      ],
    });
    const broken = await create({ name: "Wrong", validFrom: "2026-01-01", json: "{" });
    expect(broken).toMatchObject({ problems: [{ path: "", code: "not_json" }] });
    const page = await asStaff((tx) => listTariffs(tx, { search: "Wrong" }, { limit: 5, today: "2026-06-15" }));
    expect(page.rows).toEqual([]);
  });

  it("changes by a new version from a day on and recalculates the connectors that have it then", async () => {
    const tariffId = await givenTariff("Day");
    const site = await givenSite("Site V", ["V1", "DC-V2"]);
    await assign({ tariffId, locationIds: [site.id], from: "2026-01-01", to: "2026-05-31", current: "AC" });
    await assign({ tariffId, locationIds: [site.id], from: "2026-01-01", current: "DC" });
    const jobs = (await waitingJobs("recalculate")).length;
    const saved = await newVersion(admin, { tariffId, validFrom: "2026-06-10", json: json(0.5), reason: null });
    expect(saved).toEqual({ id: tariffId, version: 2 });
    const dc = await asStaff((tx) => tariffsAtLocation(tx, site.id, "2026-06-15"));
    expect((await waitingJobs("recalculate")).slice(jobs)).toEqual([
      { connectorIds: [...dc.keys()], from: "2026-06-10" },
    ]);
    const versions = await asStaff((tx) => versionsOfTariff(tx, tariffId));
    expect(versions.map((version) => [version.version, version.validFrom])).toEqual([
      [2, "2026-06-10"],
      [1, "2026-01-01"],
    ]);
    const events = await asStaff((tx) => tx.select().from(auditEvents));
    const change = events.find((event) => event.objectId === tariffId && event.verb === "changed");
    expect(change?.changes).toMatchObject({ validFrom: ["2026-01-01", "2026-06-10"] });
  });

  it("takes one version per day and keeps its currency", async () => {
    const tariffId = await givenTariff("Fixed");
    const change = (text: string) => newVersion(admin, { tariffId, validFrom: "2026-03-01", json: text, reason: null });
    const results = await Promise.allSettled([change(json(0.5)), change(json(0.6))]);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(refused).toEqual(["tariffs.versionExists"]);
    const inPounds = change(json(0.5, { currency: "GBP" }));
    await expect(inPounds).rejects.toMatchObject({ code: "tariffs.currencyFixed", params: { currency: "EUR" } });
  });

  it("has a name of its own", async () => {
    await givenTariff("One name");
    await expect(givenTariff("One name")).rejects.toMatchObject({ code: "tariffs.nameTaken", field: "name" });
  });
});

describe("assigning a tariff", () => {
  it("[B31] gives connectors of sites one tariff at a time, AC and DC apart, and ends what they had", async () => {
    const [first, second] = [await givenTariff("First"), await givenTariff("Second")];
    const site = await givenSite("Site W", ["W1", "W2", "DC-W3"]);
    expect(await assign({ tariffId: first, locationIds: [site.id], from: "2026-01-01" })).toBe(3);
    expect(await assign({ tariffId: second, locationIds: [site.id], from: "2026-06-01", current: "DC" })).toBe(1);
    expect(await uses(first)).toEqual(["Site W AC 2 2026-01-01 …", "Site W DC 1 2026-01-01 2026-06-01"]);
    expect(await uses(second)).toEqual(["Site W DC 1 2026-06-01 …"]);
    expect(await assign({ tariffId: second, locationIds: [site.id], from: "2026-06-05", current: "DC" })).toBe(0);
  });

  it("lets two people assign at once, one after the other", async () => {
    const [first, second] = [await givenTariff("Race 1"), await givenTariff("Race 2")];
    const site = await givenSite("Site X", ["X1", "X2"]);
    const give = (tariffId: string) => assign({ tariffId, locationIds: [site.id], from: "2026-01-01" });
    await Promise.all([give(first), give(second)]);
    expect([...(await uses(first)), ...(await uses(second))]).toEqual(["Site X AC 2 2026-01-01 …"]);
  });

  it("asks for finance and a reason when the owner's month is issued", async () => {
    const tariffId = await givenTariff("Late");
    const partnerId = await givenCompany({ name: "Host" });
    const organizationId = await givenOrganization({ name: "Books" });
    const site = await givenSite("Site Y", ["Y1"]);
    await assignOwner(admin, assignOwnerInput.parse({ partnerId, locationIds: [site.id], from: "2026-01-01" }), NOW);
    const period = { partnerId, organizationId, currency: "EUR", month: "2026-04", createdAt: NOW, issuedAt: NOW };
    await asOwner((tx) => tx.insert(periods).values({ ...period, state: "issued" }));
    const change = { tariffId, locationIds: [site.id], from: "2026-04-15" };
    await expect(assign(change)).rejects.toMatchObject({ code: "locations.reachesIssuedMonth", field: "reason" });
    expect(await assign({ ...change, from: "2026-05-01" })).toBe(1);
  });
});
