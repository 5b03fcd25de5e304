import { createReadStream, existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contentHash } from "./content";
import { decodeSample, detectCsv, detectEncoding } from "./csv-detect";
import { guessMapping } from "./csv-guess";
import { bindMapping, type ColumnMapping } from "./csv-mapping";
import { readCsvRow } from "./csv-row";
import { readCsv } from "./streams.server";
import { DEFAULT_RULES, outcomeOf, type RowOutcome, validate } from "./validation";

const FIXTURES = new URL("./fixtures/", import.meta.url);
const DUNDEE = new URL("../../../shared/data/", import.meta.url);
const DUNDEE_FILES = [
  "dundee-cpdata.csv",
  "dundee-cp-data-dec-mar-2018.csv",
  "dundee-cp-data-mar-may-2018.csv",
  "dundee-charge-sessions-june-sept.csv",
].map((name) => new URL(name, DUNDEE));

/** Counts by outcome, and by the code of each finding. */
type Tally = Record<RowOutcome | "rows", number> & { findings: Record<string, number> };

/** What an import does without a database: detect, guess, read, validate, and compare by id and content. */
class Import {
  readonly tally: Tally = { rows: 0, rejected: 0, known: 0, conflicting: 0, held: 0, imported: 0, findings: {} };
  private readonly contents = new Map<string, string>();

  async file(url: URL, timeZone: string, change: Partial<ColumnMapping> = {}): Promise<void> {
    const sample = readFileSync(url).subarray(0, 262_144);
    const encoding = detectEncoding(sample);
    const csv = detectCsv(decodeSample(sample, encoding), encoding, false);
    const mapping = { ...guessMapping(csv, timeZone).mapping, ...change };
    for await (const { columns, rows } of readCsv(createReadStream(url), mapping)) {
      const bound = bindMapping(mapping, columns);
      if (!("ok" in bound)) throw new Error(JSON.stringify(bound.gaps));
      for (const row of rows) {
        const read = "cells" in row ? readCsvRow(bound.ok, row.cells) : { rejected: row.problem };
        this.count(read);
      }
    }
  }

  private count(read: ReturnType<typeof readCsvRow>): void {
    this.tally.rows += 1;
    if ("rejected" in read) this.add("rejected", [read.rejected]);
    else this.classify(read);
  }

  private classify(read: Extract<ReturnType<typeof readCsvRow>, { ok: unknown }>): void {
    const verdict = validate(read.ok, DEFAULT_RULES, { evse: true, creditOriginal: true });
    const [before, content] = [this.contents.get(read.ok.cdrId), contentHash(read.ok)];
    const identity = before === undefined ? "new" : before === content ? "same_content" : "other_content";
    const outcome = outcomeOf(verdict, identity);
    if (outcome === "held" || outcome === "imported") this.contents.set(read.ok.cdrId, content);
    const findings = outcome === "imported" ? [...verdict.notes, ...read.notes] : verdict.holds;
    this.add(outcome, verdict.rejection ? [verdict.rejection] : outcome === "known" ? [] : findings);
  }

  private add(outcome: RowOutcome, findings: readonly { code: string }[]): void {
    this.tally[outcome] += 1;
    for (const { code } of findings) this.tally.findings[code] = (this.tally.findings[code] ?? 0) + 1;
  }
}

const withoutId = (mapping: ColumnMapping): ColumnMapping => {
  const { cdrId: _, ...columns } = mapping.columns;
  return { ...mapping, columns };
};

describe("reading files of charge point systems", () => {
  it("[H5] [H6] reads a report with each kind of dirt, and knows all of it when it comes again", async () => {
    const report = new Import();
    await report.file(new URL("charge-point-report.csv", FIXTURES), "Europe/London");
    const first = {
      rows: 43,
      rejected: 11,
      held: 4,
      imported: 28,
      findings: {
        no_end: 5,
        negative_energy: 3,
        end_before_start: 3,
        over_max_duration: 4,
        zero_energy: 3,
        repeated_hour: 10,
      },
    };
    expect(report.tally).toMatchObject({ ...first, known: 0, conflicting: 0 });
    await report.file(new URL("charge-point-report.csv", FIXTURES), "Europe/London");
    expect(report.tally).toMatchObject({ rows: 86, rejected: 22, known: 32, conflicting: 0, held: 4, imported: 28 });
  });

  it("[H6] reads a German report without ids, each fault by its own name", async () => {
    const report = new Import();
    await report.file(new URL("ladevorgaenge.csv", FIXTURES), "Europe/Berlin");
    expect(report.tally).toEqual({
      rows: 8,
      rejected: 5,
      known: 0,
      conflicting: 0,
      held: 0,
      imported: 3,
      findings: {
        no_end: 1,
        not_a_number: 1,
        malformed_quotes: 1,
        negative_energy: 1,
        not_a_date_time: 1,
        repeated_hour: 2,
      },
    });
  });

  it("sees the same id with other content as conflicting (D20)", async () => {
    const report = new Import();
    await report.file(new URL("charge-point-report.csv", FIXTURES), "Europe/London");
    await report.file(new URL("charge-point-report.csv", FIXTURES), "Europe/London", { energyUnit: "Wh" });
    // The three sessions of zero energy are the same in either unit.
    expect(report.tally).toMatchObject({ rows: 86, rejected: 22, known: 3, conflicting: 29, held: 4, imported: 28 });
  });
});

describe.runIf(DUNDEE_FILES.every((url) => existsSync(url)))("the four files of Dundee", () => {
  it("[H5] [H6] give the counts that their README states", { timeout: 60_000 }, async () => {
    const all = new Import();
    for (const url of DUNDEE_FILES) await all.file(url, "Europe/London");
    expect(all.tally).toEqual({
      rows: 67_112,
      rejected: 361,
      known: 0,
      conflicting: 0,
      held: 2_338,
      imported: 64_413,
      findings: {
        no_end: 329,
        negative_energy: 29,
        end_before_start: 3,
        over_max_duration: 2_338,
        zero_energy: 2_401,
        repeated_hour: 26,
      },
    });
  });

  it("finds 53 rows that repeat an earlier EVSE, connector and start, two of them without an end", {
    timeout: 60_000,
  }, async () => {
    const seen = new Set<string>();
    const repeated = { read: 0, withoutEnd: 0 };
    for (const url of DUNDEE_FILES) {
      const csv = detectCsv(readFileSync(url).subarray(0, 262_144).toString(), "utf-8", false);
      const mapping = withoutId(guessMapping(csv, "Europe/London").mapping);
      const keyColumns = ["CP ID", "Connector", "Start Date", "Start Time"];
      for await (const { columns, rows } of readCsv(createReadStream(url), mapping)) {
        const bound = bindMapping(mapping, columns);
        for (const row of rows) {
          if (!("cells" in row && "ok" in bound)) throw new Error(`line ${row.line} is malformed`);
          const key = keyColumns.map((name) => row.cells[columns.indexOf(name)]).join();
          const result = readCsvRow(bound.ok, row.cells);
          if (seen.has(key)) repeated["ok" in result ? "read" : "withoutEnd"] += 1;
          seen.add(key);
        }
      }
    }
    expect(repeated).toEqual({ read: 51, withoutEnd: 2 });
  });
});
