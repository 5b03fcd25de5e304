/** The beginning of a stored file, read as its import would read it: what the mapping page shows while it is corrected. */
import type { Tx } from "@/db/client";
import { readChunk } from "@/db/queries/files";
import type { ImportDetail } from "@/db/queries/imports";
import { type CsvDetection, decodeSample, detectCsv, detectEncoding } from "./csv-detect";
import { type Confidence, guessMapping } from "./csv-guess";
import { bindMapping, type ColumnMapping, type CsvField, columnMapping, type MappingGap } from "./csv-mapping";
import { readCsvRow } from "./csv-row";
import { readOcpiText } from "./ocpi";
import { type Preview, type PreviewRow, previewOf } from "./preview";
import { rememberedPayer } from "./source-payer";
import { type CsvRow, detectJsonLayout, readCsv, readJson } from "./streams.server";
import { validationRules } from "./validation";

/** About a thousand sessions: enough to guess by. */
const SAMPLE_BYTES = 256 * 1024;
const PREVIEW_ROWS = 20;

export type Sample = { bytes: Uint8Array; isWhole: boolean };

/** A mapping to start from, and how far it can be trusted. */
export type SuggestedMapping = {
  mapping: ColumnMapping;
  /** `remembered` at the source by an earlier import. */
  origin: "remembered" | "guessed";
  confidence: Partial<Record<CsvField, Confidence>>;
  ambiguous: CsvDetection["ambiguous"];
};

/** The first bytes of an import's file. */
export async function readSample(tx: Tx, found: Pick<ImportDetail, "fileId" | "sizeBytes">): Promise<Sample> {
  const chunk = (await readChunk(tx, found.fileId, 0)) ?? Buffer.alloc(0);
  const bytes = chunk.subarray(0, SAMPLE_BYTES);
  return { bytes, isWhole: bytes.length === found.sizeBytes };
}

/** The source's remembered mapping where it fits the file, else a guess. */
export async function suggestMapping(sample: Sample, remembered: unknown, timeZone: string): Promise<SuggestedMapping> {
  const encoding = detectEncoding(sample.bytes);
  const detected = detectCsv(decodeSample(sample.bytes, encoding), encoding, sample.isWhole);
  const known = columnMapping.safeParse(remembered);
  if (known.success && (await fits(sample, known.data))) {
    const ambiguous = { decimal: false, dateFormat: false };
    return { mapping: known.data, origin: "remembered", confidence: {}, ambiguous };
  }
  const { mapping, confidence } = guessMapping(detected, timeZone);
  const guessed = { ...mapping, payerDefault: rememberedPayer(remembered) };
  return { mapping: guessed, origin: "guessed", confidence, ambiguous: detected.ambiguous };
}

async function fits(sample: Sample, mapping: ColumnMapping): Promise<boolean> {
  const { columns } = await firstCsvRows(sample, mapping);
  return "ok" in bindMapping(mapping, columns);
}

/** What keeps a mapping from reading the file; none when it can. */
export async function gapsIn(sample: Sample, mapping: ColumnMapping): Promise<readonly MappingGap[]> {
  const { columns } = await firstCsvRows(sample, mapping);
  const bound = bindMapping(mapping, columns);
  return "gaps" in bound ? bound.gaps : [];
}

/** The first rows of a CSV file, read with a mapping. */
export async function previewCsv(sample: Sample, mapping: ColumnMapping, rules: unknown): Promise<Preview> {
  const checked = validationRules.parse(rules);
  const { columns, rows } = await firstCsvRows(sample, mapping);
  const bound = bindMapping(mapping, columns);
  const gaps = "gaps" in bound ? bound.gaps : [];
  const read = (row: CsvRow): PreviewRow => {
    if (!("cells" in row)) return { line: row.line, cells: [], session: null, findings: [row.problem] };
    if ("gaps" in bound) return { line: row.line, cells: row.cells, session: null, findings: [] };
    return previewOf(row.line, row.cells, readCsvRow(bound.ok, row.cells), checked);
  };
  return { columns, rows: rows.map(read), gaps };
}

/** The first objects of an OCPI file. */
export async function previewOcpi(sample: Sample, rules: unknown): Promise<Preview> {
  const checked = validationRules.parse(rules);
  const layout = detectJsonLayout(decodeSample(sample.bytes, "utf-8"));
  for await (const { rows } of readJson(once(sample.bytes), layout, PREVIEW_ROWS)) {
    const shown = withoutCut(rows, sample);
    const read = (row: (typeof rows)[number]): PreviewRow =>
      "text" in row
        ? previewOf(row.line, [row.text], readOcpiText(row.text), checked)
        : { line: row.line, cells: [], session: null, findings: [row.problem] };
    return { columns: [], rows: shown.map(read), gaps: [] };
  }
  return { columns: [], rows: [], gaps: [] };
}

async function firstCsvRows(
  sample: Sample,
  mapping: ColumnMapping,
): Promise<{ columns: readonly string[]; rows: CsvRow[] }> {
  for await (const { columns, rows } of readCsv(once(sample.bytes), mapping, PREVIEW_ROWS + mapping.headerLine)) {
    return { columns, rows: withoutCut(rows, sample).slice(0, PREVIEW_ROWS) };
  }
  return { columns: [], rows: [] };
}

/** The last row of a sample may be cut: it is left out where the file goes on and the batch is not full anyway. */
function withoutCut<Row>(rows: Row[], sample: Sample): Row[] {
  return sample.isWhole || rows.length >= PREVIEW_ROWS ? rows : rows.slice(0, -1);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
