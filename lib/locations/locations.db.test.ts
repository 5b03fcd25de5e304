import { describe, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import { evsesAt, findLocation, listLocations } from "@/db/queries/locations";
import { ownershipHistory } from "@/db/queries/owners";
import { auditEvents, periods, unknownEvses } from "@/db/schema";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, givenOrganization, givenSite, NOW, staff, waitingJobs } from "@/scripts/testing/master-data";
import { assignOwner, removeOwner } from "./assign-owner.server";
import { correctOwner } from "./correct-owner.server";
import { createLocation } from "./create-location.server";
import { createUnknownEvses } from "./create-unknown-evses.server";
import { editLocation } from "./edit-location.server";
import { importLocations, previewLocations } from "./import-locations.server";
import { evseInput, locationInput } from "./location-input";
import { assignOwnerInput, correctOwnerInput, removeOwnerInput } from "./owner-input";
import { createEvse, editEvse } from "./save-evse.server";

await testDatabase();
const admin = staff();
const today = "2026-06-15";

const assign = (fields: object, viewer = admin) => assignOwner(viewer, assignOwnerInput.parse(fields), NOW);

/** "partner uid from until" of a site's history, in the order of the days. */
async function history(locationId: string): Promise<string[]> {
  const rows = await asStaff((tx) => ownershipHistory(tx, locationId));
  return rows.map(({ partnerName, uid, days }) => `${uid} ${partnerName} ${days.from} ${days.until ?? "…"}`).sort();
}

describe("owners", () => {
  it("[B27] gives all EVSEs of sites to a partner from a day on and ends the previous owner's range that day", async () => {
    const [old, next] = [await givenCompany({ name: "Old" }), await givenCompany({ name: "New" })];
    const [a, b] = [await givenSite("Site A", ["A1", "A2"]), await givenSite("Site B", ["B1"])];
    await assign({ partnerId: old, locationIds: [a.id, b.id], from: "2026-01-01" });
    expect(await assign({ partnerId: next, locationIds: [a.id, b.id], from: "2026-06-10" })).toBe(3);
    expect(await history(a.id)).toEqual([
      "A1 New 2026-06-10 …",
      "A1 Old 2026-01-01 2026-06-10",
      "A2 New 2026-06-10 …",
      "A2 Old 2026-01-01 2026-06-10",
    ]);
    const jobs = await waitingJobs("recalculate");
    expect(jobs.at(-1)).toEqual({ evseIds: expect.arrayContaining([...a.evseIds, ...b.evseIds]), from: "2026-06-10" });
    const events = await asStaff((tx) => tx.select().from(auditEvents));
    const told = events.filter((event) => event.objectId === a.id && event.partnerId === next);
    expect(told.map((event) => event.changes)).toEqual([
      { owner: [null, "New"], from: [null, "2026-06-10"], to: [null, null], evses: [null, 2] },
    ]);
  });

  it("changes nothing, and calculates nothing again, when the partner has the EVSE already", async () => {
    const partner = await givenCompany({ name: "Same" });
    const site = await givenSite("Site C", ["C1"]);
    await assign({ partnerId: partner, evseIds: site.evseIds, from: "2026-01-01" });
    const jobs = (await waitingJobs("recalculate")).length;
    expect(await assign({ partnerId: partner, evseIds: site.evseIds, from: "2026-03-01" })).toBe(0);
    expect(await waitingJobs("recalculate")).toHaveLength(jobs);
  });

  it("leaves an EVSE without an owner", async () => {
    const partner = await givenCompany({ name: "Leaving" });
    const site = await givenSite("Site D", ["D1"]);
    await assign({ partnerId: partner, evseIds: site.evseIds, from: "2026-01-01" });
    await removeOwner(admin, removeOwnerInput.parse({ evseIds: site.evseIds, from: "2026-05-01" }), NOW);
    expect(await history(site.id)).toEqual(["D1 Leaving 2026-01-01 2026-05-01"]);
  });

  it("[B27] refuses a correction that would give a day two owners, and names it so", async () => {
    const [one, two] = [await givenCompany({ name: "One" }), await givenCompany({ name: "Two" })];
    const site = await givenSite("Site E", ["E1"]);
    await assign({ partnerId: one, evseIds: site.evseIds, from: "2026-01-01", to: "2026-03-31" });
    await assign({ partnerId: two, evseIds: site.evseIds, from: "2026-04-01" });
    const rows = await asStaff((tx) => ownershipHistory(tx, site.id));
    const first = rows.find((row) => row.partnerId === one)!;
    const correct = (to: string) =>
      correctOwner(admin, correctOwnerInput.parse({ id: first.id, partnerId: one, from: "2026-01-01", to }), NOW);
    await expect(correct("2026-04-01")).rejects.toMatchObject({ code: "locations.twoOwners" });
    await correct("2026-03-15");
    expect(await history(site.id)).toEqual(["E1 One 2026-01-01 2026-03-16", "E1 Two 2026-04-01 …"]);
  });

  it("lets two people assign at once, one after the other, never both", async () => {
    const [one, two] = [await givenCompany({ name: "Fast" }), await givenCompany({ name: "Faster" })];
    const site = await givenSite("Site F", ["F1", "F2", "F3"]);
    const give = (partnerId: string) => assign({ partnerId, locationIds: [site.id], from: "2026-02-01" });
    await Promise.all([give(one), give(two)]);
    const owners = (await asStaff((tx) => ownershipHistory(tx, site.id))).map((row) => row.partnerId);
    expect(owners).toHaveLength(3);
    expect(new Set(owners).size).toBe(1);
  });

  it("asks for finance and a reason when the day lies in an issued month", async () => {
    const [old, next] = [await givenCompany({ name: "Was" }), await givenCompany({ name: "Is" })];
    const organizationId = await givenOrganization({ name: "Books" });
    const site = await givenSite("Site G", ["G1"]);
    await assign({ partnerId: old, evseIds: site.evseIds, from: "2026-01-01" });
    const period = { partnerId: old, organizationId, currency: "EUR", month: "2026-04", createdAt: NOW, issuedAt: NOW };
    await asOwner((tx) => tx.insert(periods).values({ ...period, state: "issued" }));
    const change = { partnerId: next, evseIds: site.evseIds, from: "2026-04-20" };
    await expect(assign(change)).rejects.toMatchObject({ field: "reason", params: { month: "2026-04" } });
    const reason = "The sale was on the 20th";
    await expect(assign({ ...change, reason }, staff("operations"))).rejects.toMatchObject({ field: "reason" });
    expect(await assign({ ...change, reason }, staff("finance"))).toBe(1);
  });
});

describe("locations", () => {
  const place = { name: "Market", country: "DE", timeZone: "Europe/Berlin", city: "Ulm" };

  it("[A35] keeps a location with EVSEs and connectors, found by the uid of an EVSE", async () => {
    const id = await createLocation(admin, locationInput.parse(place), NOW);
    const evse = evseInput.parse({
      uid: "MKT-7",
      connectors: [
        { connectorId: "1", powerType: "AC_3_PHASE", maxPowerWatts: "22" },
        { connectorId: "2", powerType: "DC", maxPowerWatts: "50,5" },
      ],
    });
    const evseId = await createEvse(admin, { ...evse, locationId: id }, NOW);
    const found = await asStaff((tx) => listLocations(tx, { search: "mkt-7" }, { limit: 5, today }));
    expect(found.rows).toMatchObject([{ id, externalId: "Market", evses: 1, ac: 1, dc: 1, unowned: 1 }]);

    const fewer = { ...evse, connectors: evse.connectors.slice(1), id: evseId };
    await expect(editEvse(admin, fewer, NOW)).rejects.toMatchObject({ code: "locations.connectorMissing" });
    const [first, second] = evse.connectors;
    await editEvse(admin, { ...evse, id: evseId, connectors: [{ ...first!, maxPowerWatts: 11_000 }, second!] }, NOW);
    const [saved] = await asStaff((tx) => evsesAt(tx, [id]));
    expect(saved?.connectors.map((row) => [row.current, row.maxPowerWatts])).toEqual([
      ["AC", 11_000],
      ["DC", 50_500],
    ]);
  });

  it("refuses a form that was filled before somebody else's change", async () => {
    const id = await createLocation(admin, locationInput.parse({ ...place, name: "Station" }), NOW);
    const edit = (city: string) =>
      editLocation(admin, { ...locationInput.parse({ ...place, name: "Station", city }), id, version: 1 }, NOW);
    await edit("Bonn");
    await expect(edit("Köln")).rejects.toMatchObject({ code: "locations.changedMeanwhile" });
    expect(await asStaff((tx) => findLocation(tx, id))).toMatchObject({ city: "Bonn" });
  });
});

describe("a CSV file of locations", () => {
  const csv = [
    "location_id,location_name,country,time_zone,evse_uid,connector_id,power_type,max_power_kw,owner_reference,owned_from",
    "L1,Harbour,DE,Europe/Berlin,H-1,1,AC_3_PHASE,22,HOST,2026-01-01",
    "L1,Harbour,DE,Europe/Berlin,H-1,2,DC,50,HOST,2026-01-01",
    "L1,Harbor,DE,Europe/Berlin,H-2,1,DC,50,,",
    "L2,Hill,DE,Mars/Base,X-1,1,DC,50,,",
    "L3,Park,DE,Europe/Berlin,H-1,3,AC,22,,",
    "L3,Park,DE,Europe/Berlin,P-1,1,AC,22,STRANGER,2026-01-01",
  ].join("\n");

  it("[A35] [B27] adds sites, EVSEs, connectors and owners of the good rows and names what is wrong with the others", async () => {
    await givenCompany({ name: "Host", externalReference: "HOST" });
    const preview = await previewLocations(csv);
    expect(preview.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, "location_id", "locations.locationDiffers"],
      [5, "time_zone", "common.timeZone"],
      [6, "evse_uid", "locations.evseElsewhere"],
      [7, "owner_reference", "locations.ownerUnknown"],
    ]);
    expect(await importLocations(admin, csv, NOW)).toMatchObject({ rows: 6, good: 2, imported: true });
    const found = await asStaff((tx) => listLocations(tx, { search: "Harbour" }, { limit: 5, today }));
    expect(found.rows).toMatchObject([{ evses: 1, ac: 1, dc: 1, owners: ["Host"], unowned: 0 }]);
    expect((await importLocations(admin, csv, NOW)).good).toBe(0);
  });
});

describe("EVSEs that files name", () => {
  it("creates them with a location per name, guesses AC and DC by the model, and releases their rows", async () => {
    const unknown = (uid: string, locationName: string | null, model: string) => ({
      uid,
      locationName,
      model,
      country: null,
      connectorIds: ["1", "2"],
      firstSeenAt: NOW,
    });
    await asOwner((tx) =>
      tx
        .insert(unknownEvses)
        .values([
          unknown("50349", "Greenmarket", "APT Dual Rapid Charger"),
          unknown("50350", "Greenmarket", "APT 7kW Dual Outlet"),
          unknown("51550", null, "APT 50kW Raption"),
        ]),
    );
    const defaults = { country: "GB", timeZone: "Europe/London", currents: { "51550": "AC" as const } };
    expect(await createUnknownEvses(admin, "all", defaults, NOW)).toBe(3);
    const found = await asStaff((tx) => listLocations(tx, { country: "GB" }, { limit: 5, today }));
    expect(found.rows.map(({ name, evses, ac, dc }) => [name, evses, ac, dc])).toEqual([
      ["51550", 1, 2, 0],
      ["Greenmarket", 2, 2, 2],
    ]);
    expect(await waitingJobs("release_waiting")).toEqual(
      [{ uids: ["50349", "50350", "51550"].sort() }].map((job) => ({
        uids: expect.arrayContaining(job.uids),
      })),
    );
    await expect(createUnknownEvses(admin, "all", defaults, NOW)).rejects.toMatchObject({
      code: "locations.noUnknownEvses",
    });
  });

  it("adds the connectors that a known EVSE lacks", async () => {
    const known = { uid: "50349", locationName: null, model: null, country: null, firstSeenAt: NOW };
    await asOwner((tx) => tx.insert(unknownEvses).values({ ...known, connectorIds: ["2", "3"] }));
    expect(await createUnknownEvses(admin, "all", { country: "GB", timeZone: "Europe/London" }, NOW)).toBe(0);
    const found = await asStaff((tx) => listLocations(tx, { search: "Greenmarket" }, { limit: 5, today }));
    expect(found.rows).toMatchObject([{ evses: 2, ac: 3, dc: 2 }]);
  });
});
