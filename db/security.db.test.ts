/** The second wall: what each database role sees and may write, with no condition in the query to help. */
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/scripts/testing/database";
import { asOwner, asPartner, asStaff, databaseErrorCode, PARTNER_ROLE, STAFF_ROLE, type Tx } from "./client";
import { partnerReads } from "./security";
import { insertPartnerRows, PARTNER_TABLES } from "./testing/partner-rows";

const FORBIDDEN = "42501";

const ownerUrl = await testDatabase();
const a = await insertPartnerRows(ownerUrl, "Host A");
const b = await insertPartnerRows(ownerUrl, "Host B");
const tables = await asOwner(tablesOf);

async function tablesOf(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')`);
  return rows.map((row) => row.name);
}

const readAll = (table: string) => (tx: Tx) =>
  tx.execute<{ row: string }>(sql`select to_jsonb(t)::text as row from ${sql.identifier(table)} t`);

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(() => undefined, databaseErrorCode);
}

describe("the partner role", () => {
  it("has a row of two partners in every table it reads, or the next tests would prove nothing", async () => {
    expect([...PARTNER_TABLES].toSorted()).toEqual(Object.keys(partnerReads).toSorted());
    for (const table of PARTNER_TABLES) expect([table, (await asStaff(readAll(table))).length]).toEqual([table, 2]);
  });

  it.each(Object.keys(partnerReads))("[A40] sees its own row of %s and not the other partner's", async (table) => {
    const rows = (await asPartner([a.companies], readAll(table))).map(({ row }) => row);
    expect(rows).toHaveLength(1);
    const strangers = Object.values(b).filter((id) => rows.some((row) => row.includes(id)));
    expect(strangers).toEqual([]);
    expect(await asPartner([a.companies, b.companies], readAll(table))).toHaveLength(2);
  });

  it("[A40] sees nothing with an empty scope, and an unset one is an error", async () => {
    for (const table of Object.keys(partnerReads)) {
      expect([table, (await asPartner([], readAll(table))).length]).toEqual([table, 0]);
    }
    const unset = asPartner([a.companies], async (tx) => {
      await tx.execute(sql`select set_config('app.scope', '', true)`);
      await tx.execute(sql`select * from revenue_records`);
    });
    expect(await codeOf(unset)).toBe(FORBIDDEN);
  });

  it("[A40] cannot read any other table, nor write to any", async () => {
    for (const table of tables) {
      const name = sql.identifier(table);
      const reads = partnerReads[table] === undefined ? [sql`select * from ${name} limit 1`] : [];
      for (const statement of [...reads, sql`delete from ${name}`, sql`insert into ${name} default values`]) {
        const code = await codeOf(asPartner([a.companies], (tx) => tx.execute(statement)));
        expect([table, code]).toEqual([table, FORBIDDEN]);
      }
    }
  });

  it("[A40] sees issued reports, what belongs to them, and posted documents only", async () => {
    await asOwner(async (tx) => {
      await tx.execute(sql`update settlement_reports set state = 'draft'`);
      await tx.execute(sql`update documents set state = 'draft', number = null`);
      await tx.execute(sql`delete from expense_attachments`);
    });
    for (const table of ["settlement_reports", "settlement_lines", "payables", "files", "file_chunks", "documents"]) {
      expect([table, await asPartner([a.companies], readAll(table))]).toEqual([table, []]);
    }
  });

  it("cannot add jobs", async () => {
    const enqueue = sql`select enqueue_job('send_mail', '{}'::json, null, 0)`;
    expect(await codeOf(asPartner([a.companies], (tx) => tx.execute(enqueue)))).toBe(FORBIDDEN);
  });
});

describe("the staff role", () => {
  it("[X16] appends to the history, and can neither change nor delete it", async () => {
    for (const statement of [sql`update audit_events set label = ''`, sql`delete from audit_events`]) {
      expect(await codeOf(asStaff((tx) => tx.execute(statement)))).toBe(FORBIDDEN);
    }
  });

  it("[X16] shares that limit with the owner, by a trigger", async () => {
    const append = sql`insert into audit_events (id, at, actor, verb, object_type, object_id, label, changes)
      values (gen_random_uuid(), now(), 'x', 'created', 'user', 'x', 'x', '{}')`;
    await asStaff((tx) => tx.execute(append));
    for (const statement of [sql`update audit_events set label = ''`, sql`delete from audit_events`]) {
      expect(await codeOf(asOwner((tx) => tx.execute(statement)))).toBe("23001");
    }
  });
});

describe("the catalogue", () => {
  type Policy = { table: string; name: string; roles: string; command: string; condition: string };
  const policies = (tx: Tx) =>
    tx.execute<Policy>(sql`
      select tablename as "table", policyname as name, roles::text, cmd as command, qual as condition
      from pg_policies where schemaname = 'public' order by tablename, policyname`);

  it("has row security on every table, with one policy for staff and one for partners where they read", async () => {
    const unprotected = await asOwner((tx) =>
      tx.execute(sql`
        select relname from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`),
    );
    expect([...unprotected]).toEqual([]);
    const found = await asOwner(policies);
    const expected = tables.flatMap((table) => [
      ...(partnerReads[table] ? [{ table, name: "partner", roles: `{${PARTNER_ROLE}}`, command: "SELECT" }] : []),
      { table, name: "staff", roles: `{${STAFF_ROLE}}`, command: "ALL" },
    ]);
    const shown = found.map(({ condition: _, ...policy }) => policy);
    const byKey = (one: { table: string; name: string }) => `${one.table} ${one.name}`;
    expect(shown.toSorted((x, y) => (byKey(x) < byKey(y) ? -1 : 1))).toEqual(
      expected.toSorted((x, y) => (byKey(x) < byKey(y) ? -1 : 1)),
    );
  });

  it("has exactly the conditions of db/security.ts", async () => {
    class RolledBack extends Error {}
    const compare = asOwner(async (tx) => {
      for (const [table, condition] of Object.entries(partnerReads)) {
        await tx.execute(
          sql`create policy probe on ${sql.identifier(table)} for select to public using (${sql.raw(condition)})`,
        );
      }
      const found = await policies(tx);
      for (const table of Object.keys(partnerReads)) {
        const conditionOf = (name: string) => found.find((one) => one.table === table && one.name === name)?.condition;
        expect([table, conditionOf("partner")]).toEqual([table, conditionOf("probe")]);
      }
      throw new RolledBack();
    });
    await expect(compare).rejects.toThrow(RolledBack);
  });

  it("gives neither role a table or the right to pass row security", async () => {
    const roles = await asOwner((tx) =>
      tx.execute(sql`
        select rolname as name, rolsuper or rolbypassrls as passes,
          (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns
        from pg_roles where rolname in (${STAFF_ROLE}, ${PARTNER_ROLE}) order by rolname`),
    );
    expect([...roles]).toEqual([
      { name: PARTNER_ROLE, passes: false, owns: 0 },
      { name: STAFF_ROLE, passes: false, owns: 0 },
    ]);
  });
});
