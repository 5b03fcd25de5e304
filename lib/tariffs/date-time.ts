/** OCPI DateTime: RFC 3339, always UTC, and the "Z" may be missing (OCPI 2.2.1 section 16.3). */
import type { Instant } from "@/lib/calendar/calendar";
import { readCommonUtc } from "@/lib/calendar/iso";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** The instant that an OCPI DateTime means, or null when it is none. An offset other than Z is accepted. */
export function readDateTime(text: string): Instant | null {
  const common = readCommonUtc(text);
  if (common !== null) return common;
  const match = DATE_TIME.exec(text);
  if (!match) return null;
  const at = Date.parse(match[3] ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}
