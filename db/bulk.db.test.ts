import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/scripts/testing/database";
import { copyInto } from "./bulk";
import { asOwner } from "./client";

await testDatabase();

const columns = ["id", "seen_at"];
const row = (id: string, at = "2026-01-01T00:00:00Z") => [id, at] as const;
const ids = () => asOwner((tx) => tx.execute<{ id: string }>(sql`select id from worker_heartbeats order by id`));

describe("copyInto", () => {
  it("keeps text as it is, whatever COPY would read into it", async () => {
    const texts = ["tab\there", "back\\slash", "line\nbreak", "\\N", '{"json":"ü€"}'];
    await asOwner((tx) =>
      copyInto(
        tx,
        "worker_heartbeats",
        columns,
        texts.map((text) => row(text)),
      ),
    );
    expect([...(await ids())].map(({ id }) => id).sort()).toEqual([...texts].sort());
    await asOwner((tx) => tx.execute(sql`delete from worker_heartbeats`));
  });

  it("fails, instead of waiting for ever, when the rows break a rule at the end or are no rows at all", async () => {
    const twice = asOwner((tx) => copyInto(tx, "worker_heartbeats", columns, [row("a"), row("a")]));
    await expect(twice).rejects.toThrow();
    const wrong = asOwner((tx) => copyInto(tx, "worker_heartbeats", columns, [row("b", "not a time")]));
    await expect(wrong).rejects.toThrow();
    expect([...(await ids())]).toEqual([]);
  });

  it("takes more rows than one piece holds, and the transaction goes on after it", async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => row(`id ${n} ${"x".repeat(40)}`));
    const count = await asOwner(async (tx) => {
      await copyInto(tx, "worker_heartbeats", columns, rows);
      const [counted] = await tx.execute(sql`select count(*)::int as n from worker_heartbeats`);
      return counted?.n;
    });
    expect(count).toBe(20_000);
  });
});
