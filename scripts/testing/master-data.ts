/** Small master data for database tests: who acts, and what they act on. */
import { uuidv7 } from "uuidv7";
import { asOwner, ownerClient } from "@/db/client";
import { companies, connectors, evses, locations, organizationCountries, organizations } from "@/db/schema";
import type { Role } from "@/lib/access/permissions";
import { EVERYTHING } from "@/lib/access/scope";
import type { Viewer } from "@/lib/access/viewer";

/** A person of the back office. */
export function staff(role: Role = "admin"): Viewer {
  const name = `Test ${role}`;
  return {
    userId: uuidv7(),
    name,
    email: `${role}@example.org`,
    role,
    companyId: null,
    locale: "en",
    scope: EVERYTHING,
  };
}

/** The instant at which tests act: 2026-06-15 12:00 UTC. */
export const NOW = Date.parse("2026-06-15T12:00:00Z");

/** Adds a company and gives its id. */
export async function givenCompany(fields: Partial<typeof companies.$inferInsert> & { name: string }): Promise<string> {
  const id = uuidv7();
  const row = { id, legalName: fields.name, country: "DE", isPartner: true, createdAt: NOW, ...fields };
  await asOwner((tx) => tx.insert(companies).values(row));
  return id;
}

/** Adds an organization with its own company and gives its id. */
export async function givenOrganization(
  fields: Partial<typeof organizations.$inferInsert> & { name: string; countries?: string[] },
): Promise<string> {
  const { countries = [], ...rest } = fields;
  const companyId = await givenCompany({ name: `${fields.name} company`, isOwn: true, isPartner: false });
  const organizationId = uuidv7();
  const books = { currency: "EUR", timeZone: "Europe/Berlin", locale: "de" };
  await asOwner(async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, companyId, createdAt: NOW, ...books, ...rest });
    if (countries.length > 0) {
      await tx.insert(organizationCountries).values(countries.map((country) => ({ country, organizationId })));
    }
  });
  return organizationId;
}

/** Adds a site with EVSEs of one connector each; DC for uids that begin with "DC". */
export async function givenSite(name: string, uids: readonly string[]): Promise<{ id: string; evseIds: string[] }> {
  const id = uuidv7();
  const evseRows = uids.map((uid) => ({ id: uuidv7(), locationId: id, uid, createdAt: NOW }));
  const place = { externalId: name, name, country: "DE", timeZone: "Europe/Berlin", createdAt: NOW };
  await asOwner(async (tx) => {
    await tx.insert(locations).values({ id, ...place });
    await tx.insert(evses).values(evseRows);
    await tx.insert(connectors).values(
      evseRows.map(({ id: evseId, uid }) => {
        const current = uid.startsWith("DC") ? ("DC" as const) : ("AC" as const);
        return { id: uuidv7(), evseId, connectorId: "1", current, powerType: current === "DC" ? "DC" : "AC_3_PHASE" };
      }),
    );
  });
  return { id, evseIds: evseRows.map((row) => row.id) };
}

/** The payloads of the jobs of a task that wait, oldest first. */
export async function waitingJobs(task: string): Promise<unknown[]> {
  const rows = await ownerClient()`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${task} order by j.id`;
  return rows.map((row) => row.payload);
}
