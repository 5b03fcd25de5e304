/** Rows of a file as its import would read them, for the page on which the mapping is corrected. */
import type { Instant } from "@/lib/calendar/calendar";
import { formatDecimal } from "@/lib/money/amount";
import { type Cdr, chargePointOf } from "./cdr";
import type { MappingGap } from "./csv-mapping";
import type { ReadResult } from "./csv-row";
import type { RowFinding } from "./findings";
import { type ValidationRules, validate } from "./validation";

/** A row as it would be read: the session, or why there is none. */
export type PreviewRow = {
  line: number;
  /** The cells of a CSV; the object's text of JSON in one. */
  cells: string[];
  session: PreviewSession | null;
  findings: readonly RowFinding[];
};

export type PreviewSession = {
  cdrId: string;
  startAt: Instant;
  endAt: Instant;
  energyKwh: string;
  chargePoint: string | null;
  connectorId: string | null;
  token: string | null;
};

export type Preview = {
  columns: readonly string[];
  rows: PreviewRow[];
  /** What the mapping lacks before it can read any row. */
  gaps: readonly MappingGap[];
};

/** Whether EVSE and credited session are known is found out by the import itself. */
export function previewOf(line: number, cells: string[], result: ReadResult, rules: ValidationRules): PreviewRow {
  if ("rejected" in result) return { line, cells, session: null, findings: [result.rejected] };
  const { rejection, holds, notes } = validate(result.ok, rules, { evse: true, creditOriginal: true });
  const findings = rejection ? [rejection] : [...result.notes, ...holds, ...notes];
  return { line, cells, session: sessionOf(result.ok), findings };
}

function sessionOf(cdr: Cdr): PreviewSession {
  return {
    cdrId: cdr.cdrId,
    startAt: cdr.startAt,
    endAt: cdr.endAt,
    energyKwh: formatDecimal(cdr.energyKwh),
    chargePoint: chargePointOf(cdr.evse),
    connectorId: cdr.evse.connectorId,
    token: cdr.token.uid ?? cdr.token.contractId,
  };
}
