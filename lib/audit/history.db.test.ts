/** The history as it is read: pages, filters and whose events are seen. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { appendAuditEvent, appendAuditEvents, type EventFilter, listActors, listAuditEvents } from "@/db/queries/audit";
import { EVERYTHING, type Scope } from "@/lib/access/scope";
import { testDatabase } from "@/scripts/testing/database";
import { createCompany } from "@/scripts/testing/world";
import type { AuditEvent } from "./event";

await testDatabase();

const anna = { id: randomUUID(), name: "Anna" };
const bert = { id: randomUUID(), name: "Bert" };
const partnerId = randomUUID();

/** Seven events, two of them in the same millisecond. */
const events: AuditEvent[] = [1, 2, 3, 3, 4, 5, 6].map((at, n) => ({
  actor: n % 2 === 0 ? anna : bert,
  verb: "changed",
  objectType: n < 4 ? "contract" : "company",
  objectId: `object ${n}`,
  label: `event ${n}`,
  partnerId: n === 0 ? partnerId : null,
  at,
}));
beforeAll(() => asStaff((tx) => appendAuditEvents(tx, events)));

type Place = { after?: string; before?: string };
const read = (place: Place = {}, filter: EventFilter = {}, scope: Scope = EVERYTHING, limit = 3) =>
  asStaff((tx) => listAuditEvents(tx, scope, filter, { ...place, limit }));
const labels = (page: { rows: { label: string }[] }) => page.rows.map((row) => Number(row.label.slice(6)));

describe("the history", () => {
  it("is read newest first, page by page, to its end and back, each event once", async () => {
    const first = await read();
    const second = await read({ after: first.next ?? "" });
    const third = await read({ after: second.next ?? "" });
    expect([first, second, third].flatMap(labels)).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect(labels(await read({ before: third.previous ?? "" }))).toEqual(labels(second));
  });

  it("filters by kind, person, object and time", async () => {
    const all = (filter: EventFilter) => read({}, filter, EVERYTHING, 50).then(labels);
    expect(await all({ objectTypes: ["company"] })).toEqual([6, 5, 4]);
    expect(await all({ actorIds: [bert.id] })).toEqual([5, 3, 1]);
    expect(await all({ objectId: "object 2" })).toEqual([2]);
    expect(await all({ from: 3, before: 5 })).toEqual([4, 3, 2]);
    expect(await asStaff(listActors)).toEqual([anna, bert]);
  });

  it("[A40] is a partner's own for a partner, and nobody's for an empty scope", async () => {
    expect(labels(await read({}, {}, { kind: "partners", partnerIds: [partnerId] }))).toEqual([0]);
    expect(labels(await read({}, {}, { kind: "partners", partnerIds: [] }))).toEqual([]);
  });

  it("tells ids by name, and keeps those that name nothing any more", async () => {
    const issuerId = await createCompany({ name: "Nordspeicher" });
    const gone = randomUUID();
    const changed = { issuerId: [gone, issuerId], sites: [null, [issuerId, gone]], rows: [1, 2] } as const;
    await asStaff((tx) => appendAuditEvent(tx, { ...events[0]!, objectId: "named", at: 0, changes: changed }));
    const { rows } = await read({}, { objectId: "named" });
    expect(rows[0]?.changes).toEqual({
      issuerId: [gone, "Nordspeicher"],
      sites: [null, ["Nordspeicher", gone]],
      rows: [1, 2],
    });
  });

  it("[X16] loses the change when its event cannot be written", async () => {
    const broken = { ...events[0], actor: { id: "no uuid", name: "x" } } as AuditEvent;
    await expect(asStaff((tx) => appendAuditEvent(tx, broken))).rejects.toThrow();
    expect(labels(await read({}, {}, EVERYTHING, 50))).toHaveLength(events.length + 1);
  });
});
