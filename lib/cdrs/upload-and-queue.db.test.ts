import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findFile, readChunk } from "@/db/queries/files";
import { findImport, findImportsOfFile, findSource, listImports, listSources } from "@/db/queries/imports";
import type { Viewer } from "@/lib/access/viewer";
import { testDatabase } from "@/scripts/testing/database";
import { waitingJobs } from "@/scripts/testing/master-data";
import { makePerson, verbsOf } from "@/scripts/testing/people";
import { editSource } from "./edit-source.server";
import { DUNDEE_MAPPING } from "./fixtures/dundee-mapping";
import { gapsIn, previewCsv, readSample, suggestMapping } from "./preview-file.server";
import { queueImport, resumeImport } from "./queue-import.server";
import { rememberedPayer } from "./source-payer";
import { type UploadSource, uploadFile } from "./upload-file.server";
import { DEFAULT_RULES } from "./validation";

await testDatabase();
const NOW = Date.UTC(2026, 9, 1);
const csv = readFileSync(new URL("./fixtures/charge-point-report.csv", import.meta.url));

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe("from a file to a queued import", () => {
  let viewer: Viewer;
  beforeAll(async () => {
    viewer = await makePerson("Ada", "operations");
  });

  const upload = (bytes: Uint8Array, source: UploadSource, announcedBytes: number | null = bytes.length) =>
    uploadFile(viewer, source, { fileName: "cdrs.csv", bytes: inPieces(bytes, 1_000), announcedBytes }, NOW);
  const found = async (id: string) => (await asOwner((tx) => findImport(tx, id)))!;
  const csvSource = async () => (await asOwner(listSources)).find((source) => source.format === "csv")!;

  it("keeps every byte, and creates the source with the format it sees", async () => {
    const id = await upload(csv, { name: "Back end" });
    const row = await found(id);
    expect(row).toMatchObject({ state: "uploaded", format: "csv", sourceName: "Back end", sizeBytes: csv.length });
    expect(await asOwner((tx) => readChunk(tx, row.fileId, 0))).toEqual(csv);
    expect(await verbsOf(id)).toEqual(["uploaded"]);
  });

  it("keeps nothing of an upload that breaks off", async () => {
    const before = await asOwner((tx) => listImports(tx, { limit: 10 }));
    const broken = upload(csv.subarray(0, 500), { name: "Broken" }, csv.length);
    await expect(broken).rejects.toMatchObject({ code: "imports.uploadIncomplete" });
    expect(await asOwner((tx) => listImports(tx, { limit: 10 }))).toHaveLength(before.length);
    expect((await asOwner(listSources)).map((source) => source.name)).not.toContain("Broken");
  });

  it("refuses an empty file, a file of another kind, and a name that is taken", async () => {
    await expect(upload(Buffer.from(" \n"), { name: "Empty" })).rejects.toMatchObject({ code: "imports.fileEmpty" });
    const json = Buffer.from('\ufeff[{"id": "1"}]');
    const source = await csvSource();
    await expect(upload(json, { id: source.id })).rejects.toMatchObject({ code: "imports.formatDiffers" });
    await expect(upload(csv, { name: "Back end" })).rejects.toMatchObject({ code: "imports.sourceNameTaken" });
    expect(await found(await upload(json, { name: "Hub" }))).toMatchObject({ format: "ocpi" });
  });

  it("starts with a mapping that the source remembers and suggests for the next file", async () => {
    const { id: sourceId } = await csvSource();
    const id = await upload(csv, { id: sourceId });
    const sample = await asOwner(async (tx) => readSample(tx, (await findImport(tx, id))!));
    const guess = await suggestMapping(sample, null, "Europe/London");
    expect(guess.origin).toBe("guessed");
    const mapping = { ...guess.mapping, payerDefault: { kind: "ad_hoc" as const } };
    await queueImport(viewer, { importId: id, mapping }, NOW);
    expect(await found(id)).toMatchObject({ state: "queued", mapping });
    expect((await asOwner((tx) => findSource(tx, sourceId)))?.mapping).toEqual(mapping);
    expect(await waitingJobs("import_cdrs")).toContainEqual({ importId: id });
    const again = await suggestMapping(sample, mapping, "Europe/Berlin");
    expect(again).toMatchObject({ origin: "remembered", mapping: { timeZone: "Europe/London" } });
    await expect(queueImport(viewer, { importId: id, mapping }, NOW)).rejects.toMatchObject({
      code: "imports.alreadyStarted",
    });
  });

  it("does not start while the mapping lacks a column, and says which", async () => {
    const { id: sourceId } = await csvSource();
    const id = await upload(csv, { id: sourceId });
    const { evseUid: _, ...columns } = DUNDEE_MAPPING.columns;
    const mapping = { ...DUNDEE_MAPPING, columns: { ...columns, energy: "No such column" } };
    await expect(queueImport(viewer, { importId: id, mapping }, NOW)).rejects.toMatchObject({
      code: "imports.mappingIncomplete",
    });
    expect(await found(id)).toMatchObject({ state: "uploaded", mapping: null });
    const sample = await asOwner(async (tx) => readSample(tx, (await findImport(tx, id))!));
    expect(await gapsIn(sample, mapping)).toContainEqual({ code: "field_not_mapped", fields: ["evseUid", "evseId"] });
  });

  it("previews real rows as the import will read them", async () => {
    const sample = { bytes: csv, isWhole: true };
    const { mapping } = await suggestMapping(sample, null, "Europe/London");
    const preview = await previewCsv(sample, mapping, {});
    expect(preview.gaps).toEqual([]);
    const readable = preview.rows.filter((row) => row.session);
    expect(readable.length).toBeGreaterThan(0);
    const wrong = await previewCsv(sample, { ...mapping, dateFormat: "excel" }, {});
    expect(wrong.rows.every((row) => row.session === null)).toBe(true);
    expect(wrong.rows[0]?.findings[0]?.code).toBe("not_a_date_time");
  });

  it("knows the file that was uploaded before", async () => {
    const [latest] = await asOwner((tx) => listImports(tx, { limit: 1 }));
    const same = await asOwner(async (tx) => {
      const file = (await findFile(tx, latest!.fileId))!;
      return findImportsOfFile(tx, file.sha256, latest!.id);
    });
    expect(same.length).toBe(2);
  });

  it("goes on with an import that stands still, not with one that is done", async () => {
    const running = (await asOwner((tx) => listImports(tx, { limit: 10 }))).find((row) => row.state === "queued")!;
    await resumeImport(viewer, running.id, NOW);
    expect(await verbsOf(running.id)).toEqual(["uploaded", "retried"]);
    const uploaded = (await asOwner((tx) => listImports(tx, { limit: 10 }))).find((row) => row.state === "uploaded")!;
    await expect(resumeImport(viewer, uploaded.id, NOW)).rejects.toMatchObject({ code: "imports.notRunning" });
  });

  it("changes name, rules, payer and pricing of a source, and leaves its columns alone", async () => {
    const source = await csvSource();
    const rules = { ...DEFAULT_RULES, maxDurationSeconds: 3_600, zeroEnergy: "hold" as const };
    const change = {
      id: source.id,
      version: source.version,
      name: "Renamed",
      rules,
      payer: { kind: "own_driver" as const },
      pricing: { mode: "total_cost" as const, toleranceAmount: 200n, toleranceBasisPoints: null },
    };
    await editSource(viewer, change, NOW);
    const edited = (await asOwner((tx) => findSource(tx, source.id)))!;
    expect(edited).toMatchObject({ name: "Renamed", rules, pricing: "total_cost", toleranceAmount: 200n });
    expect(edited).toMatchObject({ mapping: { columns: { energy: expect.any(String) } } });
    expect(rememberedPayer(edited.mapping)).toEqual({ kind: "own_driver" });
    await expect(editSource(viewer, change, NOW)).rejects.toMatchObject({ code: "imports.sourceChanged" });
    const taken = { ...change, version: edited.version, name: "Hub" };
    await expect(editSource(viewer, taken, NOW)).rejects.toMatchObject({ code: "imports.sourceNameTaken" });
  });
});
