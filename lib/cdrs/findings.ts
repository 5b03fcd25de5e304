/**
 * What is to be said about a row of an import: a closed list of codes, so that every language has its own
 * words (`imports.findings.<code>` in the messages). `params` fill those words in.
 */

/** reject: the row cannot become a CDR; hold: a person decides; note: imported, and listed. */
export type Severity = "reject" | "hold" | "note";

export const FINDING_CODES = [
  // the text itself
  "malformed_quotes",
  "row_too_long",
  "not_json",
  "not_an_object",
  // a single field
  "missing",
  "too_long",
  "not_a_number",
  "out_of_range",
  "not_a_date_time",
  "not_a_text",
  "not_a_list",
  "not_yes_or_no",
  "not_a_currency",
  "skipped_hour",
  "repeated_hour",
  // the session as a whole (D20)
  "no_end",
  "end_before_start",
  "no_charge_point",
  "negative_energy",
  "credit_without_reference",
  "over_max_duration",
  "under_min_duration",
  "over_max_energy",
  "under_min_energy",
  "over_max_mean_power",
  "unknown_evse",
  "credit_original_unknown",
  "country_not_served",
  "price_differs",
  "zero_energy",
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** One finding; shown with the row's line number, which its batch carries. */
export type RowFinding = {
  code: FindingCode;
  severity: Severity;
  /** The CDR field (`startAt`), or the path in the OCPI object (`charging_periods[2].dimensions[0].volume`). */
  field: string | null;
  /** The name of the CSV column. */
  column: string | null;
  /** What stood there, cut to 200 characters. */
  value: string | null;
  params: Readonly<Record<string, string | number>>;
};

const LONGEST_VALUE = 200;

/** Makes a finding; whatever is not given is null. */
export function finding(
  severity: Severity,
  code: FindingCode,
  about: { field?: string; column?: string | null; value?: string; params?: RowFinding["params"] } = {},
): RowFinding {
  return {
    code,
    severity,
    field: about.field ?? null,
    column: about.column ?? null,
    value: about.value?.slice(0, LONGEST_VALUE) ?? null,
    params: about.params ?? {},
  };
}

/** Thrown inside a reader to leave it with the first finding that rejects the row; never leaves `lib/cdrs`. */
export class Rejection extends Error {
  override name = "Rejection";
  constructor(readonly finding: RowFinding) {
    super(finding.code);
  }

  /** The same fault, told with the path of the list entry that it was found in. */
  within(path: string): Rejection {
    return new Rejection({ ...this.finding, field: `${path}.${this.finding.field}` });
  }
}
