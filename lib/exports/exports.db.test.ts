import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, asStaff } from "@/db/client";
import { deleteExpiredExports, findListExport, ownExports } from "@/db/queries/list-exports";
import { createWorld, NOW, recordOf, type World, writeRecords } from "@/db/queries/test-records";
import { fileChunks, files } from "@/db/schema";
import type { Viewer } from "@/lib/access/viewer";
import { NO_REVENUE_FILTERS } from "@/lib/records/record-filters";
import { testDatabase } from "@/scripts/testing/database";
import { makePerson } from "@/scripts/testing/people";
import { readSheet } from "@/scripts/testing/unzip";
import { readExport } from "./read-export.server";
import { removeExport } from "./remove-export.server";
import { runExport } from "./run-export.server";
import { startExport } from "./start-export.server";

await testDatabase();

let world: World;
let stranger: Viewer;
let wanted: string[];
const FILTERS = { ...NO_REVENUE_FILTERS, period: "2026-10" };
const WEEK = 7 * 86_400_000;

beforeAll(async () => {
  world = await createWorld();
  stranger = await makePerson("Stranger", "auditor");
  const [alpha, beta] = [world.partners[0]!, world.partners[1]!];
  const october = Array.from({ length: 30 }, (_, n) =>
    recordOf(world, n % 2 ? alpha : beta, { endedAt: NOW - 40 * 86_400_000 + n * 60_000, reason: 'two\n"lines"' }),
  );
  wanted = october.map(({ id }) => id).reverse();
  await writeRecords(world, [...october, recordOf(world, alpha, { endedAt: NOW })]);
});

const start = (format: "csv" | "xlsx") => startExport(world.viewer, { list: "revenue", format, filters: FILTERS }, NOW);
const bytesOf = async (viewer: Viewer, id: string, now = NOW) => {
  const file = await readExport(viewer, id, now);
  return file && Buffer.from(await new Response(file.body).arrayBuffer());
};

describe("an export in the background", () => {
  it("[A33] holds exactly the rows of the filter as a workbook, whatever asks how often", async () => {
    const id = await start("xlsx");
    expect(await asStaff((tx) => findListExport(tx, id))).toMatchObject({ state: "queued", expectedRows: 30 });
    expect(await bytesOf(world.viewer, id)).toBeNull();
    await runExport(id, () => NOW);
    await runExport(id, () => NOW);
    const [header, ...rows] = readSheet((await bytesOf(world.viewer, id))!);
    expect(rows.map(([record]) => record)).toEqual(wanted);
    expect(rows.map((row) => row[header!.indexOf("revenue")])).toEqual(Array(30).fill(10));
    expect(await asStaff((tx) => ownExports(tx, world.viewer.userId, NOW))).toMatchObject([
      { id, state: "done", writtenRows: 30, name: "revenue_2026-10.xlsx" },
    ]);
  });

  it("[A33] counts the rows of a CSV file and not the lines within its cells", async () => {
    const id = await start("csv");
    await runExport(id, () => NOW);
    expect(await asStaff((tx) => findListExport(tx, id))).toMatchObject({ state: "done", writtenRows: 30 });
    expect((await bytesOf(world.viewer, id))!.toString()).toContain(wanted[0]);
  });

  it("[A33] is nobody else's, and gone with its bytes when it is removed or its week is over", async () => {
    const [kept, removed] = [await start("csv"), await start("csv")];
    for (const id of [kept, removed]) await runExport(id, () => NOW);
    expect(await bytesOf(stranger, kept)).toBeNull();
    await removeExport(stranger, removed);
    expect(await bytesOf(world.viewer, removed)).not.toBeNull();
    await removeExport(world.viewer, removed);
    expect(await bytesOf(world.viewer, removed)).toBeNull();
    expect(await bytesOf(world.viewer, kept, NOW + WEEK)).toBeNull();
    await asOwner((tx) => deleteExpiredExports(tx, NOW + WEEK + 1));
    expect(await asOwner((tx) => tx.select().from(files))).toEqual([]);
    expect(await asOwner((tx) => tx.select().from(fileChunks))).toEqual([]);
  });

  it("breaks off when its bytes are gone before all of them were read", async () => {
    const id = await start("csv");
    await runExport(id, () => NOW);
    await asOwner((tx) => tx.delete(fileChunks));
    const file = await readExport(world.viewer, id, NOW);
    await expect(new Response(file!.body).arrayBuffer()).rejects.toThrow("removed while it was read");
    await removeExport(world.viewer, id);
  });

  it("stops without a file when it is removed before it ran, and lets only five wait", async () => {
    const id = await start("csv");
    await removeExport(world.viewer, id);
    await runExport(id, () => NOW);
    await runExport(uuidv7(), () => NOW);
    expect(await asOwner((tx) => tx.select().from(files))).toEqual([]);
    for (let n = 0; n < 5; n++) await start("csv");
    await expect(start("csv")).rejects.toMatchObject({ code: "records.tooManyExports", params: { count: 5 } });
  });
});
