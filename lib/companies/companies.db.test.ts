import { describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { findCompany, listCompanies } from "@/db/queries/companies";
import { findOrganization } from "@/db/queries/organizations";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, givenOrganization, givenSite, NOW, staff } from "@/scripts/testing/master-data";
import { assignOwner } from "../locations/assign-owner.server";
import { assignOwnerInput } from "../locations/owner-input";
import { archiveCompany, restoreCompany } from "./archive-company.server";
import { companyInput } from "./company-input";
import { createCompany } from "./create-company.server";
import { createOrganization } from "./create-organization.server";
import { editCompany } from "./edit-company.server";
import { editOrganization } from "./edit-organization.server";
import { importCompanies, previewCompanies } from "./import-companies.server";
import { organizationInput } from "./organization-input";

await testDatabase();
const admin = staff();

const input = (fields: Record<string, unknown>) => companyInput.parse({ country: "DE", isPartner: "on", ...fields });
const company = (id: string) => asStaff((tx) => findCompany(tx, id));

describe("companies", () => {
  it("[A35] [B5] keeps a company's master data and tells the history old → new", async () => {
    const fields = { name: "Hotel Adler", vatId: "de 123456789", iban: "DE89 3704 0044 0532 0130 00", isPerson: "on" };
    const id = await createCompany(admin, input(fields), NOW);
    const saved = await company(id);
    expect(saved).toMatchObject({ vatId: "DE123456789", iban: "DE89370400440532013000", isPerson: true, version: 1 });

    await editCompany(admin, { ...input({ ...fields, name: "Hotel Adler KG" }), id, version: 1 }, NOW);
    const events = await asStaff((tx) => tx.select().from(auditEvents));
    const changed = events.find((event) => event.objectId === id && event.verb === "changed");
    expect(changed?.changes).toEqual({
      name: ["Hotel Adler", "Hotel Adler KG"],
      legalName: ["Hotel Adler", "Hotel Adler KG"],
    });
  });

  it("says to the second of two people that somebody was faster, and keeps the first one's change", async () => {
    const id = await createCompany(admin, input({ name: "Two editors" }), NOW);
    const edit = (city: string) => editCompany(admin, { ...input({ name: "Two editors", city }), id, version: 1 }, NOW);
    const results = await Promise.allSettled([edit("Berlin"), edit("Hamburg")]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map((result) => result.reason.code)).toEqual(["companies.changedMeanwhile"]);
    const winner = results[0].status === "fulfilled" ? "Berlin" : "Hamburg";
    expect(await company(id)).toMatchObject({ city: winner, version: 2 });
  });

  it("[B3] [B4] refuses a circle in the tree, also when two moves would close it together", async () => {
    const group = await createCompany(admin, input({ name: "Group" }), NOW);
    const branch = await createCompany(admin, input({ name: "Branch", parentId: group }), NOW);
    const shop = await createCompany(admin, input({ name: "Shop", parentId: branch }), NOW);
    const below = editCompany(admin, { ...input({ name: "Group", parentId: shop }), id: group, version: 1 }, NOW);
    await expect(below).rejects.toMatchObject({ code: "companies.parentCircle", field: "parentId" });

    const [a, b] = [await givenCompany({ name: "A" }), await givenCompany({ name: "B" })];
    const results = await Promise.allSettled([
      editCompany(admin, { ...input({ name: "A", parentId: b }), id: a, version: 1 }, NOW),
      editCompany(admin, { ...input({ name: "B", parentId: a }), id: b, version: 1 }, NOW),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("names the company that has an EMP party already, and leaves nothing of the refused one", async () => {
    const emp = { isPartner: undefined, isEmp: "on", roaming: "hub" };
    await createCompany(admin, input({ ...emp, name: "First EMP", parties: "DE ABC" }), NOW);
    const second = createCompany(admin, input({ ...emp, name: "Second EMP", parties: "NL-XYZ, DE*ABC" }), NOW);
    await expect(second).rejects.toMatchObject({
      code: "companies.partyTaken",
      params: { party: "DE-ABC", company: "First EMP" },
    });
    const found = await asStaff((tx) =>
      listCompanies(tx, { kind: "emp", search: "second" }, { limit: 10, today: "2026-06-15" }),
    );
    expect(found.rows).toEqual([]);
  });

  it("[A40] does not archive or demote a partner that owns a site", async () => {
    const id = await createCompany(admin, input({ name: "Owner" }), NOW);
    const site = await givenSite("Owned site", ["OWN-1"]);
    await assignOwner(
      admin,
      assignOwnerInput.parse({ partnerId: id, locationIds: [site.id], from: "2026-01-01" }),
      NOW,
    );
    await expect(archiveCompany(admin, { id, version: 1 }, NOW)).rejects.toMatchObject({ code: "companies.ownsSites" });
    const demoted = input({ name: "Owner", isPartner: undefined, isOwn: "on" });
    const demote = editCompany(admin, { ...demoted, id, version: 1 }, NOW);
    await expect(demote).rejects.toMatchObject({ code: "companies.stillPartner", params: { sites: 1 } });
  });

  it("takes an archived company out of the list and brings it back", async () => {
    const id = await createCompany(admin, input({ name: "Archived one" }), NOW);
    const listed = async () => {
      const page = await asStaff((tx) =>
        listCompanies(tx, { search: "archived one" }, { limit: 5, today: "2026-06-15" }),
      );
      return page.rows.length;
    };
    await archiveCompany(admin, { id, version: 1 }, NOW);
    expect(await listed()).toBe(0);
    await restoreCompany(admin, { id, version: 2 }, NOW);
    expect(await listed()).toBe(1);
  });

  it("pages forwards and backwards through the same rows", async () => {
    for (const name of ["page a", "Page B", "page c", "Page D", "page e"]) await givenCompany({ name });
    const page = (place: object) =>
      asStaff((tx) => listCompanies(tx, { search: "page" }, { limit: 2, today: "2026-06-15", ...place }));
    const names = ({ rows }: { rows: { name: string }[] }) => rows.map((row) => row.name);
    const first = await page({});
    const second = await page({ after: first.next });
    const third = await page({ after: second.next });
    expect([names(first), names(second), names(third)]).toEqual([
      ["page a", "Page B"],
      ["page c", "Page D"],
      ["page e"],
    ]);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect(names(await page({ before: third.previous }))).toEqual(["page c", "Page D"]);
  });
});

describe("organizations", () => {
  const organization = (companyId: string, fields: object) =>
    organizationInput.parse({
      companyId,
      currency: "EUR",
      timeZone: "Europe/Berlin",
      locale: "de",
      cutOffDay: "3",
      ...fields,
    });

  it("serves each country by exactly one, and names the one that does", async () => {
    const own = await givenCompany({ name: "CPO", isOwn: true });
    const id = await createOrganization(admin, organization(own, { name: "CPO DE", countries: ["DE", "AT"] }), NOW);
    const other = createOrganization(admin, organization(own, { name: "CPO AT", countries: ["AT"] }), NOW);
    await expect(other).rejects.toMatchObject({
      code: "organizations.countryTaken",
      params: { country: "AT", organization: "CPO DE" },
    });
    await editOrganization(admin, { ...organization(own, { name: "CPO DE", countries: "DE" }), id, version: 1 }, NOW);
    await createOrganization(admin, organization(own, { name: "CPO AT", countries: ["AT"] }), NOW);
    expect((await asStaff((tx) => findOrganization(tx, id)))?.countries).toEqual(["DE"]);
  });

  it("gives a country that two claim at once to one of them", async () => {
    const own = await givenCompany({ name: "CPO 2", isOwn: true });
    const claim = (name: string) => createOrganization(admin, organization(own, { name, countries: ["FR"] }), NOW);
    const results = await Promise.allSettled([claim("France 1"), claim("France 2")]);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(refused).toEqual(["organizations.countryTaken"]);
  });

  it("belongs to one of our own companies", async () => {
    const partner = await givenCompany({ name: "Not ours" });
    const create = createOrganization(admin, organization(partner, { name: "Strange", countries: [] }), NOW);
    await expect(create).rejects.toMatchObject({ code: "organizations.companyNotOwn" });
    expect(await givenOrganization({ name: "Ours" })).toBeTruthy();
  });
});

describe("a CSV file of companies", () => {
  const csv = [
    "Reference;Name;Kind;Country;VAT ID;Parent reference;IBAN",
    "P-2;Branch;partner;DE;;P-1;",
    "P-1;Group;partner;DE;DE999999999;;DE89370400440532013000",
    "P-3;Bad bank;partner;DE;;;DE00370400440532013000",
    "P-4;Orphan;partner;DE;;P-3;",
    "P-1;Again;partner;DE;;;",
    "P-5;Nobody;;XX;;;",
  ].join("\r\n");

  it("[A35] shows every row's mistakes first, then adds the good rows and nothing else", async () => {
    const preview = await previewCompanies(csv);
    expect(preview.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, "iban", "companies.iban"],
      [5, "parent_reference", "companies.parentUnknown"],
      [6, "reference", "companies.referenceTaken"],
      [7, "country", "common.country"],
      [7, "kind", "companies.noKind"],
    ]);
    expect(preview).toMatchObject({ rows: 6, good: 2, imported: false });
    const before = await asStaff((tx) => listCompanies(tx, { search: "Branch" }, { limit: 9, today: "2026-06-15" }));

    expect(await importCompanies(admin, csv, NOW)).toMatchObject({ good: 2, imported: true });
    const after = await asStaff((tx) => listCompanies(tx, { search: "P-2" }, { limit: 9, today: "2026-06-15" }));
    expect(before.rows.some((row) => row.externalReference === "P-2")).toBe(false);
    expect(after.rows.map((row) => [row.name, row.parentName])).toEqual([["Branch", "Group"]]);
  });

  it("adds nothing the second time", async () => {
    expect((await importCompanies(admin, csv, NOW)).good).toBe(0);
  });
});
